import { Maximize2 } from 'lucide-react';
import { hashHref } from '#renderer/app/hash-location.ts';
import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SectionTitle } from '#renderer/ui/section-title.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { PartnerActions } from './partner-actions.tsx';
import { PartnerFacts, PartnerOffers, PartnerSubIds } from './partner-facts.tsx';

/** One partner beside the list. */
export function PartnerPanel(props: { readonly id: number; readonly onClose: () => void }) {
  const { id, onClose } = props;
  const { data, fault, reload } = useRequest('partners.detail', { id });
  return (
    <SidePanel
      label={text.panel}
      title={data ? data.row.name || data.row.partnerId : uiText.loading}
      closeLabel={text.closePanel}
      onClose={onClose}
      actions={
        <a
          className={buttonClass('quiet', 'small')}
          href={hashHref(`/partners/${id}`)}
          aria-label={recordsText.openPage}
          title={recordsText.openPage}
        >
          <Maximize2 size={14} aria-hidden />
        </a>
      }
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && (
        <>
          <PartnerFacts detail={data} />
          <PartnerActions detail={data} onRemoved={onClose} />
          <SectionTitle>{text.subIds}</SectionTitle>
          <PartnerSubIds detail={data} />
          <SectionTitle>{text.offers}</SectionTitle>
          <PartnerOffers detail={data} />
        </>
      )}
    </SidePanel>
  );
}
