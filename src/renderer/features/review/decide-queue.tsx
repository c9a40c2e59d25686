import { useMemo, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { DecideButton } from '#renderer/features/decisions/decide-button.tsx';
import { tellAct } from '#renderer/features/decisions/undo-act.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { pendingFilter, type QueueName, UNKNOWN_FILTER } from './review-queue.ts';
import type { Review } from './use-review.ts';

/** Decides about a whole queue at once. */
export function DecideQueue(props: {
  readonly queue: QueueName;
  readonly review: Review;
  readonly pendingBefore: number;
  readonly reason: string;
}) {
  const { queue, review, pendingBefore, reason } = props;
  const filter = useMemo(
    () => (queue === 'unknown' ? UNKNOWN_FILTER : pendingFilter(pendingBefore)),
    [queue, pendingBefore],
  );
  const count = review.queue?.count ?? 0;
  if (queue === 'all') return null;
  if (queue === 'conflicts') return <SettleAll review={review} begin={reason} />;
  const currencies = new Set(review.queue?.items.map(({ row }) => row.currency));
  return (
    <DecideButton
      label={text.decideAll(countText(count))}
      target={{ filter }}
      count={count}
      currency={currencies.size === 1 ? ([...currencies][0] ?? null) : null}
      reason={reason}
      onDone={review.reload}
      onUndone={review.reload}
    />
  );
}

const WINNERS = [
  { value: 'decision', label: text.keepDecision },
  { value: 'network', label: text.takeNetwork },
] as const;

function SettleAll({ review, begin }: { readonly review: Review; readonly begin: string }) {
  const [open, setOpen] = useState(false);
  const [winner, setWinner] = useState<'decision' | 'network'>('decision');
  const [reason, setReason] = useState(begin);
  const [busy, setBusy] = useState(false);
  const ids = review.queue?.items.map(({ row }) => row.id) ?? [];
  const settle = async (): Promise<void> => {
    setBusy(true);
    try {
      const act = await ask('decisions.settle', { ids, winner, reason });
      tellAct(act, text.done[winner], review.reload);
      setOpen(false);
      review.reload();
    } catch (thrown) {
      reportFault(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button disabled={ids.length === 0} onClick={() => setOpen(true)}>
        {text.settleAll(countText(ids.length))}
      </Button>
      <ConfirmDialog
        open={open}
        title={text.settleTitle(countText(ids.length))}
        confirm={winner === 'decision' ? text.keepDecision : text.takeNetwork}
        ready={!busy && reason.trim() !== ''}
        onConfirm={() => void settle()}
        onClose={() => setOpen(false)}
      >
        <div className="decide-form">
          <RadioGroup label={text.settleWho} value={winner} options={WINNERS} onValue={setWinner} />
          <TextInput label={text.reason} value={reason} maxLength={400} onValue={setReason} />
        </div>
      </ConfirmDialog>
    </>
  );
}
