import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPanel } from '#renderer/ui/split-view.tsx';
import { ConversionFacts, conversionTitle } from './conversion-facts.tsx';
import { DecisionSection } from './decision-section.tsx';
import { DeliveriesSection } from './deliveries-section.tsx';
import './conversion-panel.css';
import { ExportBundleButton } from './export-bundle-button.tsx';
import { HistorySection } from './history-section.tsx';
import { TransactionsSection } from './transactions-section.tsx';

/** One conversion beside the list: what it is, why it has its status, and what it owes to whom. */
export function ConversionPanel({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  return (
    <DetailPanel
      asked={useRequest('conversions.detail', { id })}
      title={conversionTitle}
      page={`/conversions/${id}`}
      words={text}
      onClose={onClose}
    >
      {(data) => (
        <>
          <ConversionFacts detail={data} />
          <DecisionSection detail={data} />
          <HistorySection detail={data} />
          <DeliveriesSection detail={data} />
          <TransactionsSection transactions={data.transactions} />
          <ExportBundleButton id={id} />
        </>
      )}
    </DetailPanel>
  );
}
