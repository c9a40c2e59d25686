import { exactInstantText, shortExactText, shortInstantText } from '#renderer/app/format/instant.ts';
import { jobsText as text } from '#renderer/app/messages/en/jobs.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { JobRow } from '#shared/ipc/jobs.ts';

const TONES: Readonly<Record<JobRow['state'], Tone>> = {
  queued: 'wait',
  running: 'info',
  done: 'ok',
  failed: 'no',
  cancelled: 'plain',
};

/** The tone of a job's state. */
export const toneOfJob = (state: JobRow['state']): Tone => TONES[state];

/** What a job does, in words. */
export const jobKindText = (kind: string): string => text.kinds[kind] ?? kind;

/** Why it waits or how it ended: the network's sentence, else the kind of waiting. */
export function jobReasonText(job: Pick<JobRow, 'reason' | 'wait' | 'state'>): string {
  if (job.reason !== '') return job.reason;
  return job.state === 'queued' && job.wait !== null ? text.waits[job.wait] : '';
}

/** The columns of the list of jobs. */
export function jobColumns(zone: string, now: number): readonly Column<JobRow>[] {
  return [
    {
      id: 'state',
      title: text.columnState,
      width: 112,
      cell: (job) => <Tag tone={toneOfJob(job.state)}>{text.states[job.state]}</Tag>,
    },
    {
      id: 'kind',
      title: text.columnKind,
      width: 160,
      cell: (job) => jobKindText(job.kind),
      whole: (job) => jobKindText(job.kind),
    },
    {
      id: 'reason',
      title: text.columnReason,
      width: 160,
      grow: true,
      muted: true,
      cell: (job) => jobReasonText(job) || uiText.none,
      whole: jobReasonText,
    },
    {
      id: 'campaign',
      title: text.columnCampaign,
      width: 120,
      spare: 3,
      cell: (job) => job.campaignId || uiText.none,
      whole: (job) => job.campaignId,
    },
    {
      id: 'network',
      title: text.columnNetwork,
      width: 140,
      spare: 1,
      cell: (job) => job.networkName,
      whole: (job) => job.networkName,
    },
    {
      id: 'batch',
      title: text.columnBatch,
      width: 90,
      spare: 0,
      cell: (job) => job.batchName || uiText.none,
      whole: (job) => job.batchName,
    },
    {
      id: 'attempts',
      title: text.columnTries,
      width: 52,
      end: true,
      spare: 2,
      cell: (job) => job.attempts,
    },
    {
      id: 'due',
      title: text.columnDue,
      width: 90,
      end: true,
      cell: (job) =>
        job.state !== 'queued' || job.dueAt === null || job.dueAt <= now
          ? uiText.none
          : shortExactText(job.dueAt, zone, now),
    },
    {
      id: 'created',
      title: text.columnCreated,
      width: 104,
      end: true,
      cell: (job) => shortInstantText(job.createdAt, zone, now),
      whole: (job) => exactInstantText(job.createdAt, zone),
    },
  ];
}
