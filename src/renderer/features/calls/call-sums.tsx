import { countText } from '#renderer/app/format/count.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import type { CallTotals } from '#shared/ipc/calls.ts';

/** Answered calls, talk time and orders of what is shown. */
export function CallSums({ totals }: { readonly totals: CallTotals }) {
  return (
    <p className="sums number" aria-label={text.sums}>
      <b>{countText(totals.answered)}</b> {text.answered} · <b>{durationText(totals.talkSeconds)}</b>{' '}
      {text.talk} · <b>{countText(totals.orders)}</b> {text.orders(totals.orders)}
    </p>
  );
}
