import { countText } from '#renderer/app/format/count.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { jobsText as text } from '#renderer/app/messages/en/jobs.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { BatchView, HoldView } from '#shared/ipc/jobs.ts';
import '../numbers/numbers.css';
import './jobs.css';

const SHOWN_BATCHES = 5;

/** What keeps jobs waiting, and why; nothing is shown while nothing does. */
export function HeldJobs() {
  const { data = [] } = useRequest('jobs.holds', {});
  const zone = useTimeZone();
  if (data.length === 0) return null;
  const lift = ({ networkId, campaignId }: HoldView): void => {
    ask('jobs.liftHold', { networkId, campaignId }).then(() => toast(text.holdLifted), reportFault);
  };
  return (
    <div className="holds">
      <Section title={text.holds}>
        <ul>
          {data.map((hold) => {
            const of = text.holdOf(hold.networkName, hold.campaignId);
            return (
              <li key={`${hold.networkId} ${hold.campaignId}`} className="hold">
                <div className="grow">
                  <b>{of}</b> <Tag tone="wait">{text.waits[hold.wait]}</Tag>{' '}
                  <span className="muted number">
                    {text.holdJobs(hold.jobs, countText(hold.jobs))}{' '}
                    {hold.until === null ? text.holdOpen : text.holdUntil(instantText(hold.until, zone))}
                  </span>
                  <p className="wrap-anywhere">{hold.reason}</p>
                </div>
                <Button size="small" aria-label={text.liftHoldOf(of)} onClick={() => lift(hold)}>
                  {text.liftHold}
                </Button>
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}

/** The newest requests for many at once that are not done, each with how far it is. */
export function Batches() {
  const { data = [] } = useRequest('jobs.batches', { limit: SHOWN_BATCHES });
  const open = data.filter(({ counts }) => counts.queued + counts.running + counts.failed > 0);
  if (open.length === 0) return null;
  return (
    <div className="holds">
      <Section title={text.batches}>
        <ul>
          {open.map((batch) => (
            <Batch key={batch.id} batch={batch} />
          ))}
        </ul>
      </Section>
    </div>
  );
}

/** One batch: how far it is, pause, and its failed jobs tried again. */
export function Batch({ batch }: { readonly batch: BatchView }) {
  const { counts, total, name, paused } = batch;
  const ended = counts.done + counts.cancelled + counts.failed;
  const setPaused = (next: boolean): void => {
    ask('jobs.setBatchPaused', { id: batch.id, paused: next }).catch(reportFault);
  };
  return (
    <li className="hold">
      <div className="grow">
        <a href={hashHref(`/jobs?batch=${batch.id}`)} className="strong" title={text.showBatch}>
          {name}
        </a>{' '}
        {paused && <Tag tone="wait">{text.paused}</Tag>}{' '}
        <span className="muted number">{text.batchProgress(countText(counts.done), countText(total))}</span>
        {counts.failed > 0 && (
          <span className="hold-failed number"> · {text.batchFailed(countText(counts.failed))}</span>
        )}
        <progress className="progress" aria-label={name} value={ended} max={Math.max(1, total)} />
      </div>
      {counts.failed > 0 && (
        <Button
          size="small"
          aria-label={text.retryBatchOf(name)}
          onClick={() => {
            ask('jobs.retryBatch', { id: batch.id }).then(() => toast(text.retried), reportFault);
          }}
        >
          {text.retryBatch}
        </Button>
      )}
      {counts.queued + counts.running > 0 && (
        <Button
          size="small"
          aria-label={paused ? text.resumeOf(name) : text.pauseOf(name)}
          onClick={() => setPaused(!paused)}
        >
          {paused ? text.resume : text.pause}
        </Button>
      )}
    </li>
  );
}
