import { countText } from '#renderer/app/format/count.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { recordsText as text } from '#renderer/app/messages/en/records.ts';
import { CONVERSION_STATUSES, type ConversionStatus } from '#shared/domain/status.ts';
import type { ConversionSums } from '#shared/ipc/offers.ts';

/** Which conversions are meant: of these offers or partners, of one account where it is known. */
export interface Whose {
  readonly offers?: readonly string[];
  readonly partners?: readonly string[];
}

/** How many conversions there are, by status, each leading to its rows; with what they add up to. */
export function ConversionFigures({ sums, of }: { readonly sums: ConversionSums; readonly of: Whose }) {
  const count = countOf(sums);
  if (count === 0) return <span className="muted">{text.noConversions}</span>;
  const statuses = CONVERSION_STATUSES.filter((status) => sums.counts[status] > 0);
  return (
    <div className="conversion-figures">
      <a href={conversionsHref(of)}>{text.allConversions(count, countText(count))}</a>
      <p>
        {statuses.map((status) => (
          <a key={status} className={`status status-${status}`} href={conversionsHref(of, status)}>
            {countText(sums.counts[status])} {text[status]}
          </a>
        ))}
      </p>
      {sums.sums.map(({ currency, payout, revenue }) => (
        <p key={currency} className="muted number">
          {text.payoutSum(moneyText({ amount: payout, currency }))} ·{' '}
          {text.revenueSum(moneyText({ amount: revenue, currency }))}
        </p>
      ))}
    </div>
  );
}

/** How many conversions there are, as a way to them where there are any. */
export function ConversionCount({ sums, of }: { readonly sums: ConversionSums; readonly of: Whose }) {
  const count = countOf(sums);
  return count === 0 ? (
    <span className="faint">0</span>
  ) : (
    <a href={conversionsHref(of)}>{countText(count)}</a>
  );
}

/** How many conversions there are in all. */
function countOf({ counts }: ConversionSums): number {
  return counts.approved + counts.pending + counts.rejected;
}

/** The list of these conversions. */
export function conversionsHref({ offers = [], partners = [] }: Whose, status?: ConversionStatus): string {
  const search = new URLSearchParams();
  if (status) search.set('status', status);
  for (const id of new Set(partners)) search.append('partner', id);
  for (const id of new Set(offers)) search.append('offer', id);
  return hashHref(`/conversions?${search.toString()}`);
}
