import type { ReactNode } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { dayKey, dayOf } from '#renderer/app/format/day-range.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { overviewText as text } from '#renderer/app/messages/en/overview.ts';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { Overview } from '#shared/ipc/desk.ts';

/** The figures of today; each leads to the rows it counts. */
export function TodayFigures(props: {
  readonly overview: Overview;
  readonly today: { readonly dayStart: number };
  readonly zone: string;
}) {
  const { overview } = props;
  const day = dayKey(dayOf(props.today.dayStart, props.zone));
  const rows = (more = ''): string => `/conversions?from=${day}&to=${day}${more}`;
  return (
    <section className="figures" aria-label={text.figures}>
      <Figure label={text.calls} address={rows()}>
        {countText(overview.calls)}
      </Figure>
      {CONVERSION_STATUSES.map((status) => (
        <Figure key={status} label={<StatusMark status={status} />} address={rows(`&status=${status}`)}>
          {countText(overview.conversions[status])}
        </Figure>
      ))}
      <Figure label={text.payout} address={rows('&sort=payout&dir=desc')}>
        {moneyOf(overview, 'payout')}
      </Figure>
      <Figure label={text.revenue} address={rows('&sort=revenue&dir=desc')}>
        {moneyOf(overview, 'revenue')}
      </Figure>
    </section>
  );
}

/** How the deliveries stand; each figure leads to its list. */
export function DeliveryFigures({ deliveries }: { readonly deliveries: Overview['deliveries'] }) {
  const list = (states: string): string => `/postbacks/deliveries?state=${states}`;
  return (
    <div className="figures figures-small">
      <Figure label={text.waiting} address={list('waiting,sending')}>
        {countText(deliveries.waiting)}
      </Figure>
      <Figure
        label={text.failing}
        address={list('needs_person,refused,exhausted,stopped')}
        trouble={deliveries.failing > 0}
      >
        {countText(deliveries.failing)}
      </Figure>
      <Figure label={text.acceptedToday} address={list('accepted')}>
        {countText(deliveries.acceptedToday)}
      </Figure>
    </div>
  );
}

function Figure(props: {
  readonly label: ReactNode;
  readonly address: string;
  readonly trouble?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <a className="figure" href={hashHref(props.address)} data-trouble={props.trouble}>
      <span className="figure-label">{props.label}</span>
      <span className="figure-value number">{props.children}</span>
    </a>
  );
}

function moneyOf(overview: Overview, of: 'payout' | 'revenue'): string {
  if (overview.sums.length === 0) return text.noMoney;
  return overview.sums.map((sum) => moneyText({ amount: sum[of], currency: sum.currency })).join(' + ');
}
