import { CSPProvider } from '@base-ui/react/csp-provider';
import { lazy, Suspense, useEffect } from 'react';
import { Router } from 'wouter';
import { useDesk, useDeskFault } from '#renderer/state/desk.ts';
import { hear } from '#renderer/state/desk-client.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PopupRegion } from '#renderer/ui/popup-region.tsx';
import { ToastRegion } from '#renderer/ui/toast-region.tsx';
import { FrameOutline } from './frame-outline.tsx';
import { Frame } from './frame.tsx';
import { goTo, hashHref, useHashLocation, useHashSearch } from './hash-location.ts';
import { frameText } from './messages/en/frame.ts';

const FirstStart = lazy(async () => ({
  default: (await import('#renderer/features/first-start/first-start-screen.tsx')).FirstStartScreen,
}));

/** The app gives its page a place to begin at only where it has a workspace to open. */
const WORKSPACE_EXPECTED = window.location.hash !== '';

/** The window: first start while there is no workspace, else the frame with its places. */
export function App() {
  useEffect(() => hear('navigate', ({ address }) => goTo(address)), []);
  return (
    <CSPProvider disableStyleElements>
      <Router hook={useHashLocation} searchHook={useHashSearch} hrefs={hashHref}>
        <Desk />
      </Router>
      <ToastRegion />
      <PopupRegion />
    </CSPProvider>
  );
}

function Desk() {
  const desk = useDesk();
  const fault = useDeskFault();
  if (!desk) {
    if (!fault && WORKSPACE_EXPECTED) return <FrameOutline />;
    return (
      <main className="starting" aria-busy={!fault}>
        {fault ? (
          <ErrorNote fault={fault} onRetry={() => window.location.reload()} />
        ) : (
          <p>{frameText.starting}</p>
        )}
      </main>
    );
  }
  if (!desk.workspace) {
    return (
      <Suspense>
        <FirstStart />
      </Suspense>
    );
  }
  return <Frame desk={desk} workspace={desk.workspace} />;
}
