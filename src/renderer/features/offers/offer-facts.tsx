import { countText } from '#renderer/app/format/count.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ConversionFigures } from '#renderer/features/records/conversion-figures.tsx';
import { StatusSelect } from '#renderer/features/records/status-select.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import type { CampaignPrice } from '#shared/domain/campaign-terms.ts';
import type { OfferDetail, OfferStatus } from '#shared/ipc/offers.ts';
import { countedOffers } from './counted-offers.ts';

const STATUSES: readonly OfferStatus[] = ['active', 'paused', 'ended'];

/** What is known of an offer, its status, and its conversions. */
export function OfferFacts({ detail }: { readonly detail: OfferDetail }) {
  const { row, terms } = detail;
  const { campaign, currency } = row;
  const promo = new URLSearchParams({ offer: campaign?.offerId ?? row.offerId, state: 'active' });
  return (
    <>
      <StatusSelect
        name={row.name || row.offerId}
        own={detail.ownStatus}
        said={detail.tuneStatus || detail.networkStatus}
        statuses={text.statuses}
        words={STATUSES}
        onStatus={(status) => ask('offers.setStatus', { ids: [row.id], status })}
      />
      <dl className="facts record-facts">
        <Fact label={text.offerId}>
          <span className="mono">{row.offerId}</span>
          <CopyButton text={row.offerId} what={text.theOfferId} />
        </Fact>
        <Fact label={recordsText.conversions}>
          <ConversionFigures sums={row.conversions} of={{ offers: countedOffers(row) }} />
        </Fact>
        <Fact label={text.campaign}>
          {campaign ? (
            <>
              {campaign.name || campaign.invocaId} <span className="mono faint">{campaign.invocaId}</span>
            </>
          ) : (
            <span className="muted">{row.payPerCall ? text.noCampaign : text.noPayPerCall}</span>
          )}
        </Fact>
        <Fact label={text.payout}>
          <Price
            own={detail.ownPayout}
            tune={detail.tunePayout}
            terms={terms?.payout ?? null}
            currency={currency}
          />
        </Fact>
        <Fact label={text.revenue}>
          <Price
            own={detail.ownRevenue}
            tune={detail.tuneRevenue}
            terms={terms?.payin ?? null}
            currency={currency}
          />
        </Fact>
        <Fact label={text.subIdRules}>
          {detail.subIdRules.length === 0
            ? text.noRules
            : detail.subIdRules.map(({ name, use, value }) => (
                <span key={name} className="nowrap">
                  {text.rule(name, use === 'fixed' ? `= ${value}` : text.rules[use].toLowerCase())}
                </span>
              ))}
        </Fact>
        <Fact label={text.numbers}>
          <a href={hashHref(`/numbers/promo?${promo.toString()}`)}>
            {text.numbersText(detail.numbers, countText(detail.numbers))}
          </a>
        </Fact>
        <Fact label={text.trackingDomain}>
          {detail.trackingOrigin === '' ? (
            <span className="muted">{text.noTracking}</span>
          ) : (
            <span className="mono wrap-anywhere">{detail.trackingOrigin}</span>
          )}
        </Fact>
        <Fact label={text.advertiser}>{row.advertiserName || detail.advertiserId || uiText.none}</Fact>
        <Fact label={text.network}>{row.networkName || recordsText.noAccount}</Fact>
        {detail.refId !== '' && <Fact label={recordsText.refId}>{detail.refId}</Fact>}
        <Fact label={recordsText.origin}>{recordsText.origins[row.origin]}</Fact>
        {detail.tuneStatus !== '' && <Fact label={text.tune}>{detail.tuneStatus}</Fact>}
        {detail.note !== '' && <Fact label={recordsText.note}>{detail.note}</Fact>}
      </dl>
    </>
  );
}

/** What is set here, else what TUNE says, else the terms of the campaign. */
function Price(props: {
  readonly own: number | null;
  readonly tune: number | null;
  readonly terms: CampaignPrice | null;
  readonly currency: string;
}) {
  const { own, tune, terms, currency } = props;
  if (own !== null) return text.perCall(moneyText({ amount: own, currency }));
  if (tune !== null) return text.byTune(moneyText({ amount: tune, currency }));
  if (terms !== null && terms.range !== '') return text.byTerms(terms.range);
  if (terms !== null && terms.min !== null) {
    return text.byTerms(moneyText({ amount: terms.min, currency: terms.currency }));
  }
  return <span className="muted">{text.notSet}</span>;
}
