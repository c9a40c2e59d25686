import { goTo, hashHref } from '#renderer/app/hash-location.ts';
import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { offersText } from '#renderer/app/messages/en/offers.ts';
import { recordIdOf } from '#renderer/app/hash-location.ts';
import '#renderer/features/records/records.css';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPage } from '#renderer/ui/detail-page.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { PartnerActions } from './partner-actions.tsx';
import { PartnerFacts, PartnerOffers, PartnerSubIds } from './partner-facts.tsx';

/** One partner as a place of its own. */
export function PartnerPage({ given }: { readonly given: string }) {
  const id = recordIdOf(given);
  const asked = useRequest('partners.detail', id === null ? null : { id });
  return (
    <DetailPage
      asked={id === null ? null : asked}
      title={({ row }) => row.name || row.partnerId}
      list="/partners"
      words={text}
      className="records"
    >
      {(data) => (
        <div className="record-page">
          <div>
            <Panel title={text.facts}>
              <PartnerFacts detail={data} />
              <PartnerActions detail={data} onRemoved={() => goTo('/partners', { replace: true })} />
            </Panel>
          </div>
          <div>
            <Panel title={text.subIds}>
              <PartnerSubIds detail={data} />
            </Panel>
            <Panel title={text.offers}>
              <PartnerOffers detail={data} />
            </Panel>
            {data.pixels.length > 0 && (
              <Panel title={text.pixels}>
                <ul className="record-list-short">
                  {data.pixels.map((pixel) => (
                    <li key={`${pixel.id} ${pixel.tunePixelId}`}>
                      {pixel.offer === null ? (
                        <span>{pixel.offerName || pixel.offerId}</span>
                      ) : (
                        <a href={hashHref(`/offers/${pixel.offer}`)}>{pixel.offerName || pixel.offerId}</a>
                      )}
                      <span className="muted">
                        {pixel.goalName || offersText.defaultGoal} · {offersText.kinds[pixel.kind]} ·{' '}
                        {offersText.pixelStatuses[pixel.status]}
                      </span>
                      <span className="mono wrap-anywhere">{pixel.code}</span>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </div>
        </div>
      )}
    </DetailPage>
  );
}
