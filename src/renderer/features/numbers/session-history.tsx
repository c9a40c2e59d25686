import { exactInstantText, instantText } from '#renderer/app/format/instant.ts';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { jobsText } from '#renderer/app/messages/en/jobs.ts';
import { useDesk, useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { SessionDetail, SessionJob, SessionUpdateRow } from '#shared/ipc/sessions.ts';
import { fieldsText, toneOfUpdate } from './session-words.ts';

/** What the network still has to do for the number, or did not do, and why. */
export function SessionJobs({ detail }: { readonly detail: SessionDetail }) {
  const online = useDesk()?.online ?? true;
  if (detail.jobs.length === 0) return null;
  return (
    <section>
      <SectionTitle>{text.waits}</SectionTitle>
      <ul className="session-jobs">
        {detail.jobs.map((job) => (
          <Job key={job.id} job={job} online={online} />
        ))}
      </ul>
    </section>
  );
}

function Job({ job, online }: { readonly job: SessionJob; readonly online: boolean }) {
  const retry = (): void => {
    ask('jobs.retry', { id: job.id }).then(() => toast(jobsText.retried), reportFault);
  };
  return (
    <li>
      <p>
        <Tag tone={job.state === 'failed' ? 'no' : 'wait'}>{jobsText.states[job.state]}</Tag>{' '}
        {jobsText.kinds[job.kind] ?? job.kind}
      </p>
      {job.state === 'queued' && !online ? (
        <p className="muted">{text.offlineQueued}</p>
      ) : (
        <p className="muted wrap-anywhere">{job.reason || (job.wait ? jobsText.waits[job.wait] : '')}</p>
      )}
      {job.state === 'failed' && (
        <Button size="small" onClick={retry}>
          {jobsText.retry}
        </Button>
      )}
    </li>
  );
}

/** Every change that was asked for: what, when, by whom, and what became of it. Newest first. */
export function SessionHistory({ detail }: { readonly detail: SessionDetail }) {
  return (
    <section>
      <SectionTitle>{text.history}</SectionTitle>
      {detail.history.length === 0 && <p className="muted">{text.historyEmpty}</p>}
      <ol className="timeline">
        {detail.history.map((entry) => (
          <Entry key={entry.seq} sessionNumberId={detail.row.id} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Entry(props: { readonly sessionNumberId: number; readonly entry: SessionUpdateRow }) {
  const { entry, sessionNumberId } = props;
  const zone = useTimeZone();
  const cancel = (): void => {
    ask('sessions.cancelUpdate', { id: sessionNumberId, seq: entry.seq }).then(
      () => toast(text.updateCancelled),
      reportFault,
    );
  };
  return (
    <li className={`timeline-${entry.state}`}>
      <p>
        <Tag tone={toneOfUpdate(entry.state)}>{text.updateStates[entry.state]}</Tag>{' '}
        <span className="wrap-anywhere">{changeText(entry)}</span>
      </p>
      <p className="muted" title={exactInstantText(entry.at, zone)}>
        {instantText(entry.at, zone)} · {text.by(text.origins[entry.by])}
        {entry.versionAfter !== null && ` · ${text.version(entry.versionAfter)}`}
        {entry.expectedVersion !== null && ` · ${text.ifVersion(entry.expectedVersion)}`}
      </p>
      {entry.reason !== '' && <p className="session-reason wrap-anywhere">{entry.reason}</p>}
      {entry.state === 'queued' && entry.seq > 0 && (
        <Button size="small" onClick={cancel}>
          {text.cancelUpdate}
        </Button>
      )}
    </li>
  );
}

function changeText(entry: SessionUpdateRow): string {
  const parts = [
    entry.keywords === null ? '' : text.keywordsAre(entry.keywords),
    fieldsText(entry.fields ?? {}),
    entry.removed === null || entry.removed.length === 0 ? '' : text.removedFields(entry.removed),
  ].filter((part) => part !== '');
  const told = parts.length === 0 ? text.nothingSaid : parts.join(' · ');
  return `${entry.mode === 'replace' ? text.replaced : text.merged}: ${told}`;
}
