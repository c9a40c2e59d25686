import { hashHref } from '#renderer/app/hash-location.ts';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPanel } from '#renderer/ui/split-view.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { OfferActions } from './offer-actions.tsx';
import { OfferFacts } from './offer-facts.tsx';

/** One offer beside the list; its page has its goals and their code. */
export function OfferPanel(props: { readonly id: number; readonly onClose: () => void }) {
  const { id, onClose } = props;
  return (
    <DetailPanel
      asked={useRequest('offers.detail', { id })}
      title={({ row }) => row.name || row.offerId}
      page={`/offers/${id}`}
      words={{ ...text, openPage: recordsText.openPage }}
      onClose={onClose}
    >
      {(data) => (
        <>
          <OfferFacts detail={data} />
          <OfferActions detail={data} onRemoved={onClose} />
          <SectionTitle>{text.goals}</SectionTitle>
          <ul className="record-list-short">
            {data.goals.map((goal) => (
              <li key={goal.goalId}>
                <a href={hashHref(`/offers/${id}`)}>{goal.name}</a>
                <span className="muted">{text.protocols[goal.protocol]}</span>
              </li>
            ))}
            {data.goals.length === 0 && <li className="muted">{text.noPayPerCall}</li>}
          </ul>
          <SectionTitle>{text.partners}</SectionTitle>
          <ul className="record-list-short">
            {data.partners.map((partner) => (
              <li key={partner.id}>
                <a href={hashHref(`/partners?open=${partner.id}`)}>{partner.name || partner.partnerId}</a>
                <span className="muted">{partner.status}</span>
              </li>
            ))}
            {data.partners.length === 0 && <li className="muted">{text.noPartners}</li>}
          </ul>
        </>
      )}
    </DetailPanel>
  );
}
