import { type ReactNode, Suspense, useEffect, useRef } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import type { DeskState, Overview, WorkspaceView } from '#shared/ipc/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { buttonClass } from '#renderer/ui/button.tsx';
import './frame.css';
import { hashHref } from './hash-location.ts';
import { frameText } from './messages/en/frame.ts';
import { Rail, type RailCounts } from './rail.tsx';
import { ROUTES } from './routes.tsx';
import { ScreenGuard } from './screen-guard.tsx';
import { StatusLine } from './status-line.tsx';
import { TopBar } from './top-bar.tsx';
import { useBackAndForward } from './use-back-and-forward.ts';
import { usePlaceShortcuts } from './use-place-shortcuts.ts';
import { useToday } from './use-today.ts';

/** What stays while places change: rail, top bar, status line. */
export function Frame({ desk, workspace }: { readonly desk: DeskState; readonly workspace: WorkspaceView }) {
  usePlaceShortcuts();
  useBackAndForward();
  return (
    <div className={classNames('frame', workspace.practice && 'frame-practice')}>
      <a className="skip" href="#content" onClick={focusContent}>
        {frameText.skip}
      </a>
      <TopBar desk={desk} workspace={workspace} />
      <Around desk={desk}>
        <Content key={workspace.id}>{PLACES}</Content>
      </Around>
    </div>
  );
}

/** The screen of the address. One element for good, so that no screen is drawn anew because the desk's state is told. */
const PLACES = (
  <Switch>
    {ROUTES.map(({ path, screen: Screen }) => (
      <Route key={path} path={path}>
        <Screen />
      </Route>
    ))}
    <Route>
      <NoSuchPlace />
    </Route>
  </Switch>
);

/** Rail and status line, told anew of what waits; the place between them is left alone by that. */
function Around({ desk, children }: { readonly desk: DeskState; readonly children: ReactNode }) {
  const { data: overview } = useRequest('overview.get', useToday(desk.timeZone));
  return (
    <>
      <Rail counts={overview ? countsOf(overview) : {}} />
      {children}
      <StatusLine desk={desk} overview={overview} />
    </>
  );
}

function countsOf({ attention, deliveries }: Overview): RailCounts {
  const toReview = attention.filter(({ kind }) => kind === 'unknown_result' || kind === 'decision_conflict');
  return { review: toReview.reduce((sum, { count }) => sum + count, 0), postbacks: deliveries.failing };
}

/** The content of a place. Going to another place moves focus to its heading, so that a reader starts there. */
function Content({ children }: { readonly children: ReactNode }) {
  const [path] = useLocation();
  const place = path.split('/')[1] ?? '';
  const main = useRef<HTMLElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    main.current?.focus({ preventScroll: true });
  }, [place]);
  return (
    <main className="content" id="content" ref={main} tabIndex={-1}>
      <ScreenGuard key={path}>
        <Suspense>{children}</Suspense>
      </ScreenGuard>
    </main>
  );
}

function NoSuchPlace() {
  const [path] = useLocation();
  return (
    <EmptyState
      alone
      title={frameText.notFound}
      actions={
        <a className={buttonClass()} href={hashHref('/')}>
          {frameText.toOverview}
        </a>
      }
    >
      {frameText.notFoundText(path)}
    </EmptyState>
  );
}

function focusContent(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}
