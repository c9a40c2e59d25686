import { instantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { decisionText } from '#renderer/app/messages/en/decision.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import type { ConversionDetail, HistoryEntry } from '#shared/ipc/conversions.ts';
import { ChainMark } from './chain-mark.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';

/** Every change of the conversion with its cause, oldest first. */
export function HistorySection({ detail }: { readonly detail: ConversionDetail }) {
  const zone = useTimeZone();
  return (
    <section>
      <SectionTitle>
        {text.history} <ChainMark state={detail.chain} />
      </SectionTitle>
      <ol className="timeline">
        {detail.history.map((entry, index) => (
          <li key={index} className={`timeline-${entry.statusAfter}`}>
            <p>
              <b>{headline(entry, detail.row.currency)}</b>{' '}
              <span className="muted">{details(entry, detail.row.currency)}</span>
            </p>
            <p className="faint">
              {instantText(entry.at, zone)} · {text.cause[entry.cause]}
              {entry.author !== null && ` ${decisionText.byPerson(entry.author)}`}
              {idOf(entry) !== '' && (
                <>
                  {' '}
                  <span className="mono wrap-anywhere">{idOf(entry)}</span>
                </>
              )}
            </p>
            {entry.reason !== null && <p className="history-reason">{entry.reason}</p>}
          </li>
        ))}
        {detail.row.status === 'pending' && <li className="muted">{text.waitingForVerdict}</li>}
      </ol>
    </section>
  );
}

const idOf = (entry: HistoryEntry): string =>
  (entry.cause === 'correction' ? entry.correctsId : entry.transactionId) ?? '';

function headline(entry: HistoryEntry, currency: string): string {
  if (entry.statusBefore === null) return uiText.status[entry.statusAfter];
  if (entry.statusBefore !== entry.statusAfter) {
    return text.historyChange(uiText.status[entry.statusBefore], uiText.status[entry.statusAfter]);
  }
  const [payout] = moneyChanges(entry, currency);
  if (payout !== undefined) return payout;
  if (entry.resultBefore === entry.resultAfter)
    return text.historyUnchanged(uiText.status[entry.statusAfter]);
  return text.historyResult(entry.resultBefore ?? '', entry.resultAfter);
}

function details(entry: HistoryEntry, currency: string): string {
  if (entry.statusBefore === null) {
    return text.historyFirst(moneyText({ amount: entry.payoutAfter, currency }), entry.resultAfter);
  }
  const money = moneyChanges(entry, currency);
  const statusChanged = entry.statusBefore !== entry.statusAfter;
  const before = entry.resultBefore;
  return [
    ...(statusChanged ? money : money.slice(1)),
    ...(before !== null && before !== entry.resultAfter && (statusChanged || money.length > 0)
      ? [text.historyResult(before, entry.resultAfter)]
      : []),
  ].join(' · ');
}

function moneyChanges(entry: HistoryEntry, currency: string): string[] {
  const shown = (amount: number): string => moneyText({ amount, currency });
  const changes: string[] = [];
  if (entry.payoutBefore !== null && entry.payoutBefore !== entry.payoutAfter) {
    changes.push(text.historyPayout(shown(entry.payoutBefore), shown(entry.payoutAfter)));
  }
  if (entry.revenueBefore !== null && entry.revenueBefore !== entry.revenueAfter) {
    changes.push(text.historyRevenue(shown(entry.revenueBefore), shown(entry.revenueAfter)));
  }
  return changes;
}
