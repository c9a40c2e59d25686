import type { DeskState, Overview } from '#shared/ipc/desk.ts';
import type { JobsState } from '#shared/ipc/jobs.ts';
import { countText } from './format/count.ts';
import { hashHref } from './hash-location.ts';
import { frameText } from './messages/en/frame.ts';

/** What is stored, what waits and why, and the zone of every time on the screen. */
export function StatusLine(props: {
  readonly desk: DeskState;
  /** Not there until it was read once. */
  readonly overview: Overview | undefined;
}) {
  const { desk, overview: data } = props;
  return (
    <footer className="status-line">
      {data && (
        <span>
          {frameText.statusConversions(data.allConversions, countText(data.allConversions))}
          {` · ${frameText.statusNetworks(data.networks)}`}
        </span>
      )}
      {data && <JobsWaiting jobs={data.jobs} />}
      <Waiting desk={desk} waiting={data?.deliveries.waiting ?? 0} failing={data?.deliveries.failing ?? 0} />
      <span className="status-zone">{frameText.timeZone(desk.timeZone)}</span>
    </footer>
  );
}

/** Jobs that networks have to do for us: what waits and why, and what failed. */
function JobsWaiting({ jobs }: { readonly jobs: JobsState }) {
  const open = jobs.waiting + jobs.running;
  const waiting = frameText.statusJobs(open, countText(open));
  return (
    <>
      {jobs.failed > 0 && (
        <a className="status-warn truncate" href={hashHref('/jobs?state=failed')}>
          {frameText.statusJobsFailed(jobs.failed, countText(jobs.failed))}
        </a>
      )}
      {open > 0 && (
        <a
          className={jobs.held === '' ? 'truncate' : 'status-warn truncate'}
          href={hashHref('/jobs?state=queued,running')}
        >
          {jobs.held === '' ? waiting : frameText.statusJobsHeld(waiting, jobs.held)}
        </a>
      )}
    </>
  );
}

function Waiting(props: { readonly desk: DeskState; readonly waiting: number; readonly failing: number }) {
  const { sync, online, ownership } = props.desk;
  return (
    <>
      {!online && <span className="status-warn">{frameText.statusOffline}</span>}
      {online && sync.error && (
        <a className="status-warn truncate" href={hashHref('/settings/networks')}>
          {frameText.statusNetworkError(sync.error.networkName, sync.error.message)}
        </a>
      )}
      {props.failing > 0 && (
        <a
          className="status-warn truncate"
          href={hashHref('/postbacks/deliveries?state=needs_person,refused,exhausted,stopped')}
        >
          {frameText.statusFailing(props.failing, countText(props.failing))}
        </a>
      )}
      {props.waiting > 0 && (
        <a href={hashHref('/postbacks/deliveries?state=waiting')}>
          {frameText.statusWaiting(props.waiting, countText(props.waiting))}
        </a>
      )}
      {props.desk.proxy && <span className="truncate">{frameText.statusProxy}</span>}
      {sync.phase === 'paused' && <span>{frameText.statusPaused}</span>}
      {ownership === 'observe' && <a href={hashHref('/tune')}>{frameText.statusObserve}</a>}
      {ownership === 'write' && <a href={hashHref('/tune')}>{frameText.statusWrite}</a>}
    </>
  );
}
