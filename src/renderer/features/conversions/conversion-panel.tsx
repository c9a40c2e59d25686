import { Maximize2, X } from 'lucide-react';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass, IconButton } from '#renderer/ui/button.tsx';
import { classNames } from '#renderer/ui/class-names.ts';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { ConversionFacts, conversionTitle } from './conversion-facts.tsx';
import { DeliveriesSection } from './deliveries-section.tsx';
import './conversion-panel.css';
import { HistorySection } from './history-section.tsx';
import { TransactionsSection } from './transactions-section.tsx';

/** One conversion beside the list: what it is, why it has its status, and what it owes to whom. */
export function ConversionPanel({ id, onClose }: { readonly id: number; readonly onClose: () => void }) {
  const { data, fault, reload } = useRequest('conversions.detail', { id });
  return (
    <aside className="side-panel" aria-label={text.panel}>
      <div className="side-panel-head">
        <h2 className="grow truncate">{data ? conversionTitle(data) : uiText.loading}</h2>
        <a
          className={classNames(buttonClass('quiet', 'small'), 'button-icon')}
          href={hashHref(`/conversions/${id}`)}
          aria-label={text.openAsPage}
          title={text.openAsPage}
        >
          <Maximize2 size={14} aria-hidden />
        </a>
        <IconButton
          size="small"
          label={text.closePanel}
          aria-keyshortcuts="Escape"
          icon={<X size={16} aria-hidden />}
          onClick={onClose}
        />
      </div>
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data && (
        <>
          <ConversionFacts detail={data} />
          <HistorySection detail={data} />
          <DeliveriesSection detail={data} />
          <TransactionsSection transactions={data.transactions} />
        </>
      )}
    </aside>
  );
}
