import { goTo, hashHref } from '#renderer/app/hash-location.ts';
import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { offersText } from '#renderer/app/messages/en/offers.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { recordIdOf } from '#renderer/features/records/record-address.ts';
import '#renderer/features/records/records.css';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { PartnerActions } from './partner-actions.tsx';
import { PartnerFacts, PartnerOffers, PartnerSubIds } from './partner-facts.tsx';

/** One partner as a place of its own. */
export function PartnerPage({ given }: { readonly given: string }) {
  const id = recordIdOf(given);
  const { data, fault, reload } = useRequest('partners.detail', id === null ? null : { id });
  const missing = id === null || fault?.code === 'not_found';
  return (
    <div className="page records">
      <PageHeader
        title={data ? data.row.name || data.row.partnerId : missing ? text.notFound : uiText.loading}
        actions={<BackLink to="/partners" label={text.backToList} />}
      />
      <div className="page-scroll">
        {missing && <EmptyState title={text.notFound} />}
        {fault && !missing && <ErrorNote fault={fault} onRetry={reload} />}
        {data && !missing && (
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
      </div>
    </div>
  );
}
