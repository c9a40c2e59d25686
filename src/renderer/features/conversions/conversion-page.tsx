import { useParams } from 'wouter';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { recordIdOf } from '#renderer/app/hash-location.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { DetailPage } from '#renderer/ui/detail-page.tsx';
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
  const id = recordIdOf(given);
  const asked = useRequest('conversions.detail', id === null ? null : { id });
  return (
    <DetailPage asked={id === null ? null : asked} title={conversionTitle} list="/conversions" words={text}>
      {(data) => (
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
    </DetailPage>
  );
}
