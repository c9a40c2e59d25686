import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPanel } from '#renderer/ui/split-view.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { PartnerActions } from './partner-actions.tsx';
import { PartnerFacts, PartnerOffers, PartnerSubIds } from './partner-facts.tsx';

/** One partner beside the list. */
export function PartnerPanel(props: { readonly id: number; readonly onClose: () => void }) {
  const { id, onClose } = props;
  return (
    <DetailPanel
      asked={useRequest('partners.detail', { id })}
      title={({ row }) => row.name || row.partnerId}
      page={`/partners/${id}`}
      words={{ ...text, openPage: recordsText.openPage }}
      onClose={onClose}
    >
      {(data) => (
        <>
          <PartnerFacts detail={data} />
          <PartnerActions detail={data} onRemoved={onClose} />
          <SectionTitle>{text.subIds}</SectionTitle>
          <PartnerSubIds detail={data} />
          <SectionTitle>{text.offers}</SectionTitle>
          <PartnerOffers detail={data} />
        </>
      )}
    </DetailPanel>
  );
}
