import { countText } from '#renderer/app/format/count.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import type { ChangePreview as Change } from '#shared/ipc/decisions.ts';
import './decisions.css';

const COLUMNS = [
  { title: text.status },
  { title: text.before, end: true },
  { title: text.after, end: true },
] as const;

/** What a change would do before it is made: counts by status, money, and postbacks. */
export function ChangePreview(props: {
  readonly preview: Change | null;
  readonly conflicts?: number;
  readonly note?: string;
}) {
  const { preview, conflicts = 0 } = props;
  return (
    <section className="change-preview" aria-label={text.preview} aria-busy={preview === null}>
      {preview === null ? (
        <p className="muted">{text.looking}</p>
      ) : (
        <>
          <p className="strong">
            {preview.changed === 0
              ? text.noChange
              : text.changedOf(countText(preview.changed), countText(preview.count))}
          </p>
          <PlainTable label={text.preview} columns={COLUMNS}>
            {CONVERSION_STATUSES.map((status) => (
              <tr key={status}>
                <td>
                  <StatusMark status={status} />
                </td>
                <td className="table-number number">{countText(preview.before[status])}</td>
                <td className="table-number number strong">{countText(preview.after[status])}</td>
              </tr>
            ))}
            {preview.money.map(({ currency, before, after }) => (
              <tr key={currency}>
                <td>{text.moved}</td>
                <td className="table-number number">{moneyText({ amount: before, currency })}</td>
                <td className="table-number number strong">
                  {moneyText({ amount: after, currency })}{' '}
                  <span className="faint">{movedText(after - before, currency)}</span>
                </td>
              </tr>
            ))}
          </PlainTable>
          <Postbacks postbacks={preview.postbacks} />
          {conflicts > 0 && <p className="muted">{text.conflictsSettled(countText(conflicts))}</p>}
          {props.note !== undefined && <p className="faint">{props.note}</p>}
        </>
      )}
    </section>
  );
}

function Postbacks({ postbacks }: { readonly postbacks: Change['postbacks'] }) {
  const { receivers, atLeast, example } = postbacks;
  return (
    <div>
      <h3>{text.postbacks}</h3>
      {receivers.length === 0 && <p className="muted">{text.noPostbacks}</p>}
      {receivers.map(({ receiver, count }) => (
        <p key={receiver}>{text.postbacksTo(countText(count), receiver)}</p>
      ))}
      {example && (
        <p className="faint">
          {text.example}: <span className="mono wrap-anywhere">{example.url}</span>
        </p>
      )}
      {atLeast && <p className="faint">{text.atLeast}</p>}
    </div>
  );
}

function movedText(amount: number, currency: string): string {
  if (amount === 0) return uiText.none;
  return `${amount > 0 ? '+' : ''}${moneyText({ amount, currency })}`;
}
