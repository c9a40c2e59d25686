import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ConversionFigures } from '#renderer/features/records/conversion-figures.tsx';
import { StatusSelect } from '#renderer/features/records/status-select.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Fact } from '#renderer/ui/fact.tsx';
import type { PartnerDetail, PartnerStatus } from '#shared/ipc/partners.ts';

const STATUSES: readonly PartnerStatus[] = ['active', 'pending', 'blocked'];

/** What is known of a partner, its status, and its conversions. */
export function PartnerFacts({ detail }: { readonly detail: PartnerDetail }) {
  const { row } = detail;
  const promo = new URLSearchParams({ partner: row.partnerId, state: 'active' });
  return (
    <>
      <StatusSelect
        name={row.name || row.partnerId}
        own={detail.ownStatus}
        said={detail.tuneStatus || detail.networkStatus}
        statuses={text.statuses}
        words={STATUSES}
        onStatus={(status) => ask('partners.setStatus', { ids: [row.id], status })}
      />
      <dl className="facts record-facts">
        <Fact label={text.partnerId}>
          <span className="mono">{row.partnerId}</span>
          <CopyButton text={row.partnerId} what={text.thePartnerId} />
        </Fact>
        {detail.invocaId !== '' && (
          <Fact label={text.invocaId}>
            <span className="mono">{detail.invocaId}</span>
          </Fact>
        )}
        <Fact label={recordsText.conversions}>
          <ConversionFigures sums={row.conversions} of={{ partners: [row.partnerId] }} />
        </Fact>
        <Fact label={text.numbers}>
          <a href={hashHref(`/numbers/promo?${promo.toString()}`)}>
            {text.numbersText(row.numbers, countText(row.numbers))}
          </a>
        </Fact>
        <Fact label={text.zone}>{row.timeZone || uiText.none}</Fact>
        <Fact label={text.contact}>{row.contactName || uiText.none}</Fact>
        {detail.contactEmail !== '' && (
          <Fact label={text.email}>
            <span className="wrap-anywhere">{detail.contactEmail}</span>
          </Fact>
        )}
        {detail.contactPhone !== '' && <Fact label={text.phone}>{detail.contactPhone}</Fact>}
        <Fact label={text.network}>{row.networkName || recordsText.noAccount}</Fact>
        {row.refId !== '' && <Fact label={recordsText.refId}>{row.refId}</Fact>}
        <Fact label={recordsText.origin}>{recordsText.origins[row.origin]}</Fact>
        {detail.tuneStatus !== '' && <Fact label={text.tune}>{detail.tuneStatus}</Fact>}
        {detail.note !== '' && <Fact label={recordsText.note}>{detail.note}</Fact>}
      </dl>
    </>
  );
}

/** What the partner carries in which sub id. */
export function PartnerSubIds({ detail }: { readonly detail: PartnerDetail }) {
  if (detail.conventions.length === 0) return <p className="muted">{text.noSubIds}</p>;
  return (
    <dl className="facts record-facts">
      {detail.conventions.map(({ name, meaning, label }) => (
        <Fact key={name} label={<span className="mono">{name}</span>}>
          {text.meanings[meaning]} {label !== '' && <span className="muted">{label}</span>}
        </Fact>
      ))}
    </dl>
  );
}

/** What the partner promotes, each offer leading to its page. */
export function PartnerOffers({ detail }: { readonly detail: PartnerDetail }) {
  if (detail.offers.length === 0) return <p className="muted">{text.noOffers}</p>;
  return (
    <ul className="record-list-short">
      {detail.offers.map((offer) => (
        <li key={offer.id}>
          <a href={hashHref(`/offers/${offer.id}`)}>{offer.name || offer.offerId}</a>
          <span className="muted">{offer.status}</span>
        </li>
      ))}
    </ul>
  );
}
