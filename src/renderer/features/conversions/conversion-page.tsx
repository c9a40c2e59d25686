import { useParams } from 'wouter';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { ConversionFacts, conversionTitle } from './conversion-facts.tsx';
import './conversion-panel.css';
import { DecisionSection } from './decision-section.tsx';
import { DeliveriesSection } from './deliveries-section.tsx';
import { ExportBundleButton } from './export-bundle-button.tsx';
import { HistorySection } from './history-section.tsx';
import { SectionLevel } from '#renderer/ui/section-title.tsx';
import { TransactionsSection } from './transactions-section.tsx';

/** One conversion as a place of its own. */
export function ConversionPage() {
  const { id: given = '' } = useParams();
  const id = /^[1-9]\d{0,14}$/.test(given) ? Number(given) : null;
  const { data, fault, reload } = useRequest('conversions.detail', id === null ? null : { id });
  const missing = id === null || fault?.code === 'not_found';
  return (
    <div className="page">
      <PageHeader
        title={data ? conversionTitle(data) : missing ? text.notFound : uiText.loading}
        actions={<BackLink to="/conversions" label={text.backToList} />}
      />
      <div className="page-scroll">
        {missing && <EmptyState title={text.notFound} />}
        {fault && !missing && <ErrorNote fault={fault} onRetry={reload} />}
        {data && (
          <SectionLevel value={2}>
            <div className="conversion-page">
              <div className="conversion-page-part">
                <ConversionFacts detail={data} />
                <DecisionSection detail={data} />
                <HistorySection detail={data} />
              </div>
              <div className="conversion-page-part">
                <DeliveriesSection detail={data} />
                <TransactionsSection transactions={data.transactions} />
                <ExportBundleButton id={data.row.id} />
              </div>
            </div>
          </SectionLevel>
        )}
      </div>
    </div>
  );
}
