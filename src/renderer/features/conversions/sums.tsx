import { moneyText } from '#renderer/app/format/money.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import type { ConversionTotals } from '#shared/ipc/conversions.ts';

/** Payout and revenue of what is shown, one sum a currency. */
export function Sums({ sums }: { readonly sums: ConversionTotals['sums'] }) {
  if (sums.length === 0) return null;
  const all = (of: 'payout' | 'revenue'): string =>
    sums.map((sum) => moneyText({ amount: sum[of], currency: sum.currency })).join(' + ');
  return (
    <p className="sums number" aria-label={text.sums}>
      {text.payout} <b>{all('payout')}</b> · {text.revenue} <b>{all('revenue')}</b>
    </p>
  );
}
