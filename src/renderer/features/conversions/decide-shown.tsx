import { useMemo } from 'react';
import { decisionText as text } from '#renderer/app/messages/en/decision.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { DecideButton } from '#renderer/features/decisions/decide-button.tsx';
import { useTimeZone } from '#renderer/state/desk.ts';
import type { ConversionTotals } from '#shared/ipc/conversions.ts';
import { type ConversionView, filterOfView } from './conversion-view.ts';

/** Decides about everything the list shows. */
export function DecideShown(props: {
  readonly view: ConversionView;
  readonly count: number;
  readonly sums: ConversionTotals['sums'];
}) {
  const { view, count, sums } = props;
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const filter = useMemo(() => filterOfView(view, zone, dayStart), [view, zone, dayStart]);
  const target = useMemo(() => ({ filter }), [filter]);
  const [only] = sums;
  return (
    <DecideButton
      label={text.decideShown}
      target={target}
      count={count}
      currency={sums.length === 1 && only ? only.currency : null}
    />
  );
}
