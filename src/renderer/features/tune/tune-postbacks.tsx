import { useState } from 'react';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { tellsOfCalls } from '#shared/domain/told-twice.ts';
import type { TunePostbackView } from '#shared/ipc/tune.ts';

const COLUMNS = [
  { title: text.columnId },
  { title: text.columnPartner },
  { title: text.columnOffer },
  { title: text.columnStatus },
  { title: text.columnTold },
  { title: text.columnActions, unseen: true },
];

const TONES: Readonly<Record<TunePostbackView['status'], Tone>> = {
  active: 'ok',
  pending: 'wait',
  rejected: 'no',
  deleted: 'plain',
};

/** Postbacks and pixels of TUNE; those that would tell a partner twice first, to be settled. */
export function TunePostbacks({ networkId }: { readonly networkId: number }) {
  const { data, fault, reload } = useRequest('tune.postbacks', { id: networkId });
  const [asking, setAsking] = useState<TunePostbackView | null>(null);
  const settle = (postbackId: string, acknowledged: boolean): void => {
    setAsking(null);
    ask('tune.acknowledge', { id: networkId, postbackId, acknowledged }).then(
      () => toast(acknowledged ? text.acknowledgeDone : text.withdrawn),
      reportFault,
    );
  };
  if (fault) return <ErrorNote fault={fault} onRetry={reload} />;
  if (!data) return null;
  if (data.length === 0)
    return <EmptyState title={text.postbacksEmpty}>{text.postbacksEmptyText}</EmptyState>;
  return (
    <>
      <p className="muted tune-note">{text.postbacksNote}</p>
      <PlainTable label={text.postbacksLabel} columns={COLUMNS}>
        {data.map((postback) => (
          <Postback
            key={postback.postbackId}
            postback={postback}
            onAcknowledge={() => setAsking(postback)}
            onWithdraw={() => settle(postback.postbackId, false)}
          />
        ))}
      </PlainTable>
      {asking && (
        <ConfirmDialog
          title={text.acknowledgeTitle}
          confirm={text.acknowledge}
          onConfirm={() => settle(asking.postbackId, true)}
          onClose={() => setAsking(null)}
        >
          <p>{text.acknowledgeText(partnerOf(asking), offerOf(asking))}</p>
          <p className="mono wrap-anywhere">{asking.code}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

function Postback(props: {
  readonly postback: TunePostbackView;
  readonly onAcknowledge: () => void;
  readonly onWithdraw: () => void;
}) {
  const { postback, onAcknowledge, onWithdraw } = props;
  const { postbackId, goalId, type, status, code, toldBy, acknowledgedAt } = postback;
  const twice = toldBy.length > 0;
  // What waits of a template that is gone by now can be settled, too.
  const tells = tellsOfCalls(postback);
  return (
    <tr>
      <th scope="row" className="number">
        {postbackId}
      </th>
      <td>
        {partnerOf(postback)}
        <p className="mono faint wrap-anywhere tune-code">{code}</p>
      </td>
      <td>
        {offerOf(postback)}
        {goalId !== null && <p className="faint">{text.goal(goalId)}</p>}
      </td>
      <td className="nowrap">
        <Tag tone={TONES[status]}>{text.statuses[status]}</Tag> {text.types[type]}
      </td>
      <td>
        {twice ? (
          <>
            <Tag tone={acknowledgedAt === null ? 'no' : 'plain'}>
              {acknowledgedAt === null ? text.twice : text.acknowledged}
            </Tag>
            <p className="faint">
              {text.toldBy(toldBy.map(({ name }) => name).join(', '))}
              {toldBy.some(({ sameReceiver }) => sameReceiver) && ` · ${text.sameReceiver}`}
            </p>
          </>
        ) : (
          <span className="faint">{text.once}</span>
        )}
      </td>
      <td className="row-actions">
        {tells && acknowledgedAt === null && (
          <Button size="small" aria-label={text.acknowledgeOf(postbackId)} onClick={onAcknowledge}>
            {text.acknowledge}…
          </Button>
        )}
        {tells && acknowledgedAt !== null && (
          <Button size="small" kind="quiet" aria-label={text.withdrawOf(postbackId)} onClick={onWithdraw}>
            {text.withdraw}
          </Button>
        )}
      </td>
    </tr>
  );
}

function partnerOf({ partnerId, partnerName }: TunePostbackView): string {
  return partnerId === '0' ? text.everyPartner : partnerName || partnerId;
}

function offerOf({ offerId, offerName }: TunePostbackView): string {
  return offerId === '0' ? text.everyOffer : offerName || offerId;
}
