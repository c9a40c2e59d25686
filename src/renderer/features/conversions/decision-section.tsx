import { instantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { decisionText as text } from '#renderer/app/messages/en/decision.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { DecideButton } from '#renderer/features/decisions/decide-button.tsx';
import { useTimeZone } from '#renderer/state/desk.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ConversionDetail } from '#shared/ipc/conversions.ts';

/** What a person decided about the conversion, and the buttons to decide now. */
export function DecisionSection({ detail }: { readonly detail: ConversionDetail }) {
  const zone = useTimeZone();
  const { row, decision } = detail;
  const target = { ids: [row.id] };
  const money = (amount: number): string => moneyText({ amount, currency: row.currency });
  return (
    <section aria-label={text.section}>
      {decision && (
        <p className="facts-lead">
          <span>
            {decision.status !== null && text.standing(uiText.status[decision.status], decision.author)}
            {decision.status === null &&
              decision.payout !== null &&
              text.standingPayout(money(decision.payout), decision.author)}
          </span>
          <span className="muted">
            {decision.reason} · {instantText(decision.at, zone)}
          </span>
          {decision.conflict && (
            <a href={hashHref('/review/conflicts')}>
              <Tag tone="no">{text.conflict}</Tag>
            </a>
          )}
          {decision.conflict && (
            <span className="muted">
              {text.networkSays(uiText.status[decision.networkStatus], money(decision.networkPayout))}
            </span>
          )}
        </p>
      )}
      <div className="decide-row" role="group" aria-label={text.decide}>
        {(['approve', 'reject', 'payout', 'note'] as const).map((kind) => (
          <DecideButton
            key={kind}
            size="small"
            label={text.kinds[kind]}
            begin={kind}
            target={target}
            count={1}
            currency={row.currency}
          />
        ))}
      </div>
    </section>
  );
}
