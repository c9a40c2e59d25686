import { countText } from '#renderer/app/format/count.ts';
import { agoText, durationText } from '#renderer/app/format/duration.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Fact } from '#renderer/ui/fact.tsx';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ConversionRow } from '#shared/ipc/conversions.ts';
import type { ReviewItem } from './review-queue.ts';
import type { Outcome } from './use-review.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const LAST_DAYS = 30;

/** One conversion with all a person needs to decide about it, and what deciding sends. */
export function ReviewCard({
  item,
  outcome,
}: {
  readonly item: ReviewItem;
  readonly outcome: Outcome | null;
}) {
  const { row, conflict } = item;
  const zone = useTimeZone();
  const now = useNow(60_000);
  const partner = row.partnerName || row.partnerId || text.noPartner;
  return (
    <article className="review-card" aria-label={text.card}>
      <div className="review-card-body">
        <div className="review-card-head">
          <StatusMark status={row.status} />
          <Tag tone={item.why === 'conflict' ? 'no' : 'wait'}>{whyText(item, now)}</Tag>
          {outcome && <Tag tone="ok">{text.done[outcome]}</Tag>}
          <span className="grow" />
          <span className="mono muted wrap-anywhere">{row.invocaId}</span>
        </div>
        <p className="review-amount">
          <b>{moneyText({ amount: row.payout, currency: row.currency })}</b>
          <span className="muted">{text.forPartner(partner, row.offerName || row.offerId)}</span>
        </p>
        <div className="review-card-columns">
          <dl className="facts">
            <Fact label={text.called}>
              {row.callStartedAt === null
                ? uiText.none
                : `${instantText(row.callStartedAt, zone)} · ${agoText(row.callStartedAt, now)}`}
            </Fact>
            <Fact label={text.talk}>
              {row.durationSeconds === null ? uiText.none : durationText(row.durationSeconds)}
            </Fact>
            <Fact label={text.number}>
              <span className="mono">{row.number === '' ? uiText.none : phoneText(row.number)}</span>
            </Fact>
            <Fact label={text.result}>{row.rawResult === '' ? text.noResult : row.rawResult}</Fact>
            <Fact label={text.network}>{row.networkName}</Fact>
            {conflict && (
              <>
                <Fact label={text.decidedHere}>
                  {text.says(
                    uiText.status[row.status],
                    moneyText({ amount: row.payout, currency: row.currency }),
                  )}{' '}
                  <span className="muted">
                    {text.decidedBy(conflict.decidedBy, instantText(conflict.decidedAt, zone))}:{' '}
                    {conflict.reason}
                  </span>
                </Fact>
                <Fact label={text.networkSays}>
                  <b>
                    {text.says(
                      uiText.status[conflict.networkStatus],
                      moneyText({ amount: conflict.networkPayout, currency: row.currency }),
                    )}
                  </b>
                </Fact>
              </>
            )}
          </dl>
          {row.partnerId !== '' && <PartnerLately row={row} partner={partner} now={now} />}
        </div>
      </div>
      <div className="review-consequence">
        {conflict ? <Settling item={item} /> : <Approving id={row.id} />}
      </div>
    </article>
  );
}

function Approving({ id }: { readonly id: number }) {
  const { data } = useRequest('decisions.preview', {
    target: { ids: [id] },
    change: { kind: 'approve', payout: null },
  });
  if (!data) return <p className="muted">{text.looking}</p>;
  const { receivers, example } = data.postbacks;
  const [first, ...others] = receivers;
  if (!first) return <p className="muted">{text.sendsNothing}</p>;
  return (
    <p className="muted">
      {text.sends(first.count, first.receiver)}
      {others.length > 0 && text.sendsMore(others.length)}
      {example && <span className="mono review-url wrap-anywhere">{example.url}</span>}
    </p>
  );
}

function Settling({ item: { row, conflict } }: { readonly item: ReviewItem }) {
  if (!conflict) return null;
  const money = (amount: number): string => moneyText({ amount, currency: row.currency });
  const word = (status: ConversionRow['status']): string => uiText.status[status].toLowerCase();
  return (
    <p className="muted">
      {text.keeping(word(row.status), money(row.payout))}{' '}
      {text.taking(word(conflict.networkStatus), money(conflict.networkPayout))}
    </p>
  );
}

/** How the partner's conversions stood lately, so that an odd one shows. */
function PartnerLately(props: {
  readonly row: ConversionRow;
  readonly partner: string;
  readonly now: number;
}) {
  const { row, partner, now } = props;
  const from = Math.floor(now / DAY_MS - LAST_DAYS) * DAY_MS;
  const filter = { networkId: row.networkId, partnerIds: [row.partnerId], from };
  const order = { by: 'call_started_at', descending: true } as const;
  const all = useRequest('conversions.totals', { filter, order });
  const approved = useRequest('conversions.totals', {
    filter: { ...filter, statuses: ['approved'] },
    order,
  });
  if (!all.data || !approved.data) return null;
  const share = all.data.count === 0 ? 0 : Math.round((100 * approved.data.count) / all.data.count);
  return (
    <div className="review-partner">
      <p className="muted">{text.lastDays(partner)}</p>
      <meter className="review-meter" aria-label={text.lastDays(partner)} min={0} max={100} value={share} />
      <p className="faint">{text.lastDaysCalls(countText(all.data.count), share)}</p>
    </div>
  );
}

function whyText({ why, row }: ReviewItem, now: number): string {
  if (why !== 'pending') return text.why[why];
  return text.why.pending(row.callStartedAt === null ? 0 : Math.floor((now - row.callStartedAt) / DAY_MS));
}
