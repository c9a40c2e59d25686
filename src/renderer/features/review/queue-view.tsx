import { type ReactNode, useMemo, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { goTo } from '#renderer/app/hash-location.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { DecideDialog, type DecisionKind } from '#renderer/features/decisions/decide-dialog.tsx';
import { useTimeZone } from '#renderer/state/desk.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Field, TextInput } from '#renderer/ui/field.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { NativeSelect } from '#renderer/ui/native-select.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { DecideQueue } from './decide-queue.tsx';
import { addressOfResult } from './map-address.ts';
import { ReviewActions } from './review-actions.tsx';
import { ReviewCard } from './review-card.tsx';
import type { QueueName } from './review-queue.ts';
import { useReviewKeys } from './use-review-keys.ts';
import { type Review, useReview } from './use-review.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const AGES = ['0', '1', '3', '7', '14', '30'] as const;
type Age = (typeof AGES)[number];

let ageChosen: Age = '7';
let reasonGiven: string = text.usualReason;

/** A queue, one conversion and one key at a time; the consequence stands on the card before it happens. */
export function QueueView({ queue, tabs }: { readonly queue: QueueName; readonly tabs: ReactNode }) {
  const zone = useTimeZone();
  const { dayStart, dayEnd } = useToday(zone);
  const [age, setAge] = useState(ageChosen);
  const [reason, setReason] = useState(reasonGiven);
  const [asking, setAsking] = useState<DecisionKind | null>(null);
  const pendingBefore = age === '0' ? dayEnd : dayStart - (Number(age) - 1) * DAY_MS;
  const review = useReview(queue, pendingBefore);
  const { item, decided } = review;
  const why = reason.trim() === '' ? text.usualReason : reason;

  const keys = useMemo<Record<string, () => void>>(() => {
    const moving = { j: () => review.go(1), k: () => review.go(-1), u: review.undoLast };
    if (!item) return moving;
    const on = { ...moving, n: () => setAsking('note'), o: () => goTo(`/conversions/${item.row.id}`) };
    if (item.conflict) {
      return { ...on, d: () => review.settle('decision', why), t: () => review.settle('network', why) };
    }
    return {
      ...on,
      a: () => review.decide({ kind: 'approve', payout: null }, why),
      r: () => review.decide({ kind: 'reject', payout: null }, why),
      p: () => setAsking('payout'),
      ...(item.why === 'unknown' ? { m: () => goTo(addressOfResult(item.row)) } : {}),
    };
  }, [item, review, why]);
  useReviewKeys(keys, asking === null);

  return (
    <div className="page review">
      <PageHeader
        title={text.title}
        note={progressText(review)}
        actions={
          <>
            <DecideQueue queue={queue} review={review} pendingBefore={pendingBefore} reason={why} />
            <Button kind="quiet" disabled={decided.size === 0} aria-keyshortcuts="U" onClick={keys['u']}>
              {text.undo} <Kbd keys="u" />
            </Button>
          </>
        }
      />
      {tabs}
      <progress
        className="review-progress"
        aria-label={text.title}
        value={review.at}
        max={Math.max(1, review.queue?.items.length ?? 1)}
      />
      <div className="review-options">
        {(queue === 'all' || queue === 'pending') && (
          <Field row label={text.age}>
            {(control) => (
              <NativeSelect
                {...control}
                className="review-age"
                value={age}
                onChange={(event) => {
                  const next = AGES.find((one) => one === event.currentTarget.value) ?? age;
                  ageChosen = next;
                  setAge(next);
                  // The keys of the review are read again at once, and not as letters of this list.
                  event.currentTarget.blur();
                }}
              >
                {AGES.map((value) => (
                  <option key={value} value={value}>
                    {text.ages[value]}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
        )}
        <TextInput
          row
          label={text.reason}
          value={reason}
          maxLength={400}
          onValue={(next) => {
            reasonGiven = next;
            setReason(next);
          }}
        />
      </div>
      <div className="page-scroll review-stage">
        {review.fault && <ErrorNote fault={review.fault} onRetry={review.reload} />}
        {item && (
          <>
            <ReviewCard key={item.row.id} item={item} outcome={decided.get(item.row.id)?.outcome ?? null} />
            <ReviewActions item={item} busy={review.busy} keys={keys} />
          </>
        )}
        {review.queue && !item && (
          <EmptyState
            title={review.queue.count === 0 ? text.emptyTitle : text.doneTitle}
            actions={<Button onClick={review.reload}>{text.again}</Button>}
          >
            {review.queue.count === 0 ? text.emptyText : text.doneText(decided.size)}
          </EmptyState>
        )}
      </div>
      {asking && item && (
        <DecideDialog
          target={{ ids: [item.row.id] }}
          count={1}
          currency={item.row.currency}
          begin={asking}
          reason={asking === 'note' ? '' : why}
          onClose={() => setAsking(null)}
          onDone={(act, kind) => review.done(kind, act)}
        />
      )}
    </div>
  );
}

function progressText({ queue, at, decided }: Review): string | undefined {
  if (!queue || queue.count === 0) return undefined;
  const outcomes = [...decided.values()].map(({ outcome }) => outcome);
  const counted = (wanted: readonly string[]): number =>
    outcomes.filter((outcome) => wanted.includes(outcome)).length;
  const approved = counted(['approve']);
  const rejected = counted(['reject']);
  const settled = counted(['decision', 'network']);
  return text.session([
    text.progress(Math.min(at + 1, queue.items.length), countText(queue.count)),
    ...(approved > 0 ? [text.approved(approved)] : []),
    ...(rejected > 0 ? [text.rejected(rejected)] : []),
    ...(settled > 0 ? [text.settled(settled)] : []),
  ]);
}
