import { Link } from 'wouter';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { WatchedFolder } from '#shared/ipc/reconcile.ts';

type Arrival = WatchedFolder['arrivals'][number];

const TONES: Readonly<Record<Arrival['state'], Tone>> = {
  running: 'info',
  done: 'ok',
  waiting: 'wait',
  failed: 'no',
  ignored: 'plain',
};

const COLUMNS: readonly PlainColumn[] = [
  { title: text.arrivalName },
  { title: text.arrivalState },
  { title: text.arrivalWhy },
  { title: text.arrivalSeen },
  { title: text.actions, unseen: true },
];

/** The folder that is watched and what came into it; what waits for a person comes first by its mark. */
export function FolderView() {
  const { data, fault, reload } = useRequest('reconcile.folder', {});
  const act = async (what: 'reconcile.chooseFolder' | 'reconcile.leaveFolder'): Promise<void> => {
    try {
      await ask(what, {});
      reload();
    } catch (thrown) {
      reportFault(thrown);
    }
  };
  return (
    <div className="page-scroll reconcile-folder">
      <p className="muted reconcile-intro">{text.folderText}</p>
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && (
        <>
          <div className="reconcile-folder-path">
            {data.path === null ? (
              <span className="muted">{text.folderNone}</span>
            ) : (
              <span className="mono wrap-anywhere">{data.path}</span>
            )}
            <Button
              kind={data.path === null ? 'primary' : 'plain'}
              onClick={() => void act('reconcile.chooseFolder')}
            >
              {data.path === null ? text.chooseFolder : text.otherFolder}
            </Button>
            {data.path !== null && (
              <Button kind="quiet" onClick={() => void act('reconcile.leaveFolder')}>
                {text.leaveFolder}
              </Button>
            )}
          </div>
          {data.fault !== null && <Note>{text.folderFault(data.fault)}</Note>}
          <Section title={text.arrivals}>
            {data.arrivals.length === 0 ? (
              <p className="muted">{text.noArrivals}</p>
            ) : (
              <PlainTable label={text.arrivals} columns={COLUMNS}>
                {data.arrivals.map((arrival) => (
                  <ArrivalRow key={arrival.id} arrival={arrival} />
                ))}
              </PlainTable>
            )}
          </Section>
        </>
      )}
    </div>
  );
}

function ArrivalRow({ arrival }: { readonly arrival: Arrival }) {
  const zone = useTimeZone();
  const now = useNow(60_000);
  const { id, digest, state, runId } = arrival;
  const open = state === 'waiting' || state === 'failed';
  const ignore = (): void => {
    ask('reconcile.ignoreArrival', { id }).catch(reportFault);
  };
  return (
    <tr>
      <td className="wrap-anywhere">{arrival.name}</td>
      <td>
        <Tag tone={TONES[state]}>{text.arrival[state]}</Tag>
      </td>
      <td className="muted">{arrival.reason}</td>
      <td className="number nowrap" title={exactInstantText(arrival.seenAt, zone)}>
        {shortInstantText(arrival.seenAt, zone, now)}
      </td>
      <td className="nowrap reconcile-actions">
        {runId !== null && <Link href={`/reconcile/runs/${runId}`}>{text.openRun}</Link>}
        {open && digest.length === 64 && <Link href={`/reconcile/new/${digest}`}>{text.settle}</Link>}
        {open && (
          <Button size="small" kind="quiet" onClick={ignore}>
            {text.ignore}
          </Button>
        )}
      </td>
    </tr>
  );
}
