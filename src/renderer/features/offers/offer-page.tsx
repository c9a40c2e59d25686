import { goTo, hashHref } from '#renderer/app/hash-location.ts';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordIdOf } from '#renderer/app/hash-location.ts';
import '#renderer/features/records/records.css';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPage } from '#renderer/ui/detail-page.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { GoalsSection } from './goals-section.tsx';
import { OfferActions } from './offer-actions.tsx';
import { OfferFacts } from './offer-facts.tsx';
import { PixelsSection } from './pixels-section.tsx';

/** One offer as a place of its own: what it is, its goals with their code, and partners’ pixels on it. */
export function OfferPage({ given }: { readonly given: string }) {
  const id = recordIdOf(given);
  const asked = useRequest('offers.detail', id === null ? null : { id });
  return (
    <DetailPage
      asked={id === null ? null : asked}
      title={({ row }) => row.name || row.offerId}
      list="/offers"
      words={text}
      className="records"
    >
      {(data) => (
        <div className="record-page">
          <div>
            <Panel title={text.facts}>
              <OfferFacts detail={data} />
              <OfferActions detail={data} onRemoved={() => goTo('/offers', { replace: true })} />
            </Panel>
            <Panel title={text.partners}>
              {data.partners.length === 0 && <p className="muted">{text.noPartners}</p>}
              <ul className="record-list-short">
                {data.partners.map((partner) => (
                  <li key={partner.id}>
                    <a href={hashHref(`/partners/${partner.id}`)}>{partner.name || partner.partnerId}</a>
                    <span className="muted">{partner.status}</span>
                  </li>
                ))}
              </ul>
            </Panel>
          </div>
          <div>
            <GoalsSection detail={data} />
            <PixelsSection detail={data} />
          </div>
        </div>
      )}
    </DetailPage>
  );
}
