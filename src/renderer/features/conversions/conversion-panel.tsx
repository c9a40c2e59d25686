import { Maximize2 } from 'lucide-react';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { SidePanel } from '#renderer/ui/split-view.tsx';
import { ConversionFacts, conversionTitle } from './conversion-facts.tsx';
import { DecisionSection } from './decision-section.tsx';
import { DeliveriesSection } from './deliveries-section.tsx';
import './conversion-panel.css';
import { ExportBundleButton } from './export-bundle-button.tsx';
import { HistorySection } from './history-section.tsx';
import { TransactionsSection } from './transactions-section.tsx';

/** One conversion beside the list: what it is, why it has its status, and what it owes to whom. */
export function ConversionPanel({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { data, fault, reload } = useRequest('conversions.detail', { id });
  return (
    <SidePanel
      label={text.panel}
      title={data ? conversionTitle(data) : uiText.loading}
      closeLabel={text.closePanel}
      onClose={onClose}
      actions={
        <a
          className={classNames(buttonClass('quiet', 'small'), 'button-icon')}
          href={hashHref(`/conversions/${id}`)}
          aria-label={text.openAsPage}
          title={text.openAsPage}
        >
          <Maximize2 size={14} aria-hidden />
        </a>
      }
    >
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && (
        <>
          <ConversionFacts detail={data} />
          <DecisionSection detail={data} />
          <HistorySection detail={data} />
          <DeliveriesSection detail={data} />
          <TransactionsSection transactions={data.transactions} />
          <ExportBundleButton id={id} />
        </>
      )}
    </SidePanel>
  );
}
