import { instantText } from '#renderer/app/format/instant.ts';
import { jobsText as text } from '#renderer/app/messages/en/jobs.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { JobRow } from '#shared/ipc/jobs.ts';
import { jobKindText, jobReasonText, toneOfJob } from './job-columns.tsx';

/** One job beside the list, with what can be done about it. */
export function JobPanel(props: { readonly job: JobRow; readonly onClose: () => void }) {
  const { job } = props;
  const zone = useTimeZone();
  const act = (request: Promise<unknown>, words: string): void => {
    request.then(() => toast(words), reportFault);
  };
  return (
    <SidePanel
      label={text.panel}
      title={jobKindText(job.kind)}
      closeLabel={text.closePanel}
      onClose={props.onClose}
    >
      <p>
        <Tag tone={toneOfJob(job.state)}>{text.states[job.state]}</Tag>
      </p>
      {jobReasonText(job) !== '' && <p className="wrap-anywhere">{jobReasonText(job)}</p>}
      <dl className="facts">
        <Fact label={text.columnNetwork}>{job.networkName}</Fact>
        <Fact label={text.columnCampaign}>{job.campaignId || uiText.none}</Fact>
        {job.lane !== '' && (
          <Fact label={text.lane}>
            <span className="mono wrap-anywhere">{job.lane}</span>
          </Fact>
        )}
        {job.batchName !== '' && <Fact label={text.columnBatch}>{job.batchName}</Fact>}
        <Fact label={text.attempts}>{job.attempts}</Fact>
        <Fact label={text.since}>{instantText(job.createdAt, zone)}</Fact>
        {job.finishedAt !== null && <Fact label={text.finished}>{instantText(job.finishedAt, zone)}</Fact>}
        {job.state === 'queued' && job.dueAt !== null && (
          <Fact label={text.due}>{instantText(job.dueAt, zone)}</Fact>
        )}
      </dl>
      <div className="job-actions">
        {job.state === 'failed' && (
          <>
            <Button onClick={() => act(ask('jobs.retry', { id: job.id }), text.retried)}>{text.retry}</Button>
            <Button kind="quiet" onClick={() => act(ask('jobs.dismiss', { ids: [job.id] }), text.dismissed)}>
              {text.dismiss}
            </Button>
          </>
        )}
        {job.state === 'queued' && (
          <Button onClick={() => act(ask('jobs.cancel', { id: job.id }), text.cancelled)}>
            {text.cancel}
          </Button>
        )}
      </div>
    </SidePanel>
  );
}
