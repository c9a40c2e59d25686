import { Fragment } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { exactInstantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { Note } from '#renderer/ui/error-note.tsx';
import type { ReconcileRun, RunSummary } from '#shared/ipc/reconcile.ts';
import { type Cause, causeWord } from './run-words.ts';

/** Both totals of every pair of sides, with the causes that make up their difference. */
export function TotalsView(props: {
  readonly run: ReconcileRun;
  readonly names: readonly string[];
  readonly onCause: (cause: Cause, side: number) => void;
}) {
  const { summary } = props.run;
  const [first = '', ...others] = props.names;
  if (!summary) return null;
  return (
    <section className="reconcile-totals" aria-label={text.totals}>
      {summary.results.map((result, place) => {
        const other = others[place] ?? '';
        return (
          <div key={place} className="reconcile-pair">
            {result.totals.length === 0 && <p className="muted">{text.none}</p>}
            {result.totals.map((total) => {
              const money = (amount: number): string => moneyText({ amount, currency: total.currency });
              const difference = total.there - total.here;
              return (
                <Fragment key={total.currency}>
                  <dl className="reconcile-sum" aria-label={text.totalsOf(first, other)}>
                    <div>
                      <dt>{first}</dt>
                      <dd className="number">{money(total.here)}</dd>
                    </div>
                    <div>
                      <dt>{other}</dt>
                      <dd className="number">{money(total.there)}</dd>
                    </div>
                    <div>
                      <dt>{text.difference}</dt>
                      <dd className="number strong">{money(difference)}</dd>
                    </div>
                  </dl>
                  {total.explained.length === 0 ? (
                    <p className="muted">{text.noDifference}</p>
                  ) : (
                    <p className="reconcile-explained" title={text.tiesOut}>
                      <span className="muted">{text.explainedBy}</span>
                      {total.explained.map(({ cause, amount }, at) => (
                        <Fragment key={cause}>
                          {at > 0 && <span className="muted">+</span>}
                          <button
                            type="button"
                            className="reconcile-term"
                            onClick={() => props.onCause(cause, place + 1)}
                          >
                            {causeWord(cause, first, other)} <span className="number">{money(amount)}</span>
                          </button>
                        </Fragment>
                      ))}
                      <span className="muted">= {money(difference)}</span>
                    </p>
                  )}
                </Fragment>
              );
            })}
          </div>
        );
      })}
      <SideNotes sides={summary.sides} />
    </section>
  );
}

function SideNotes({ sides }: { readonly sides: RunSummary['sides'] }) {
  const zone = useTimeZone();
  const stated = sides.flatMap((side) => (side.stated ? [side.stated] : []));
  return (
    <>
      <p className="reconcile-side-notes muted">
        {sides.map((side, place) => (
          <span key={place}>
            <b>{side.name}</b>: {text.rowsCounted(countText(side.counted), countText(side.rows))}, {side.zone}
            , {side.readTo === null ? text.never : text.readTo(exactInstantText(side.readTo, zone))}
            {side.unread > 0 && `, ${text.unread(countText(side.unread))}`}
          </span>
        ))}
      </p>
      {stated
        .filter((one) => one.stated !== one.summed)
        .map(({ line, currency, stated: said, summed }) => (
          <Note key={line}>
            {text.statedOff(moneyText({ amount: said, currency }), moneyText({ amount: summed, currency }))}
          </Note>
        ))}
    </>
  );
}
