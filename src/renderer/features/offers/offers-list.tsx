import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { goTo } from '#renderer/app/hash-location.ts';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ConversionCount } from '#renderer/features/records/conversion-figures.tsx';
import { ImportDialog } from '#renderer/features/records/import-dialog.tsx';
import { filterOfPlace } from '#renderer/features/records/record-address.ts';
import { RecordList } from '#renderer/features/records/record-list.tsx';
import { statusWord, toneOfStatus } from '#renderer/features/records/record-tone.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { OfferRow } from '#shared/ipc/offers.ts';
import { countedOffers } from './counted-offers.ts';
import { OfferDialog } from './offer-dialog.tsx';
import { OfferPanel } from './offer-panel.tsx';

/** Every offer by name, with a panel beside the list. */
export function OffersList() {
  const [asking, setAsking] = useState<'add' | 'import' | null>(null);
  const close = (): void => setAsking(null);
  return (
    <>
      <RecordList<OfferRow>
        address="/offers"
        words={text}
        request="offers.page"
        columns={COLUMNS}
        page={(place, index, limit) => ask('offers.page', { filter: filterOfPlace(place), index, limit })}
        panel={OfferPanel}
        actions={
          <>
            <Button onClick={() => setAsking('import')}>
              <FileUp size={14} aria-hidden />
              {text.import}
            </Button>
            <Button kind="primary" onClick={() => setAsking('add')}>
              <Plus size={14} aria-hidden />
              {text.add}
            </Button>
          </>
        }
      />
      {asking === 'add' && (
        <OfferDialog detail={null} onClose={close} onSaved={(id) => goTo(`/offers/${id}`)} />
      )}
      {asking === 'import' && <ImportDialog kind="offers" onClose={close} />}
    </>
  );
}

const money = (amount: number | null, currency: string): string =>
  amount === null ? uiText.none : moneyText({ amount, currency });

const COLUMNS: readonly Column<OfferRow>[] = [
  {
    id: 'name',
    title: recordsText.columnName,
    width: 190,
    grow: true,
    cell: (row) => row.name || row.offerId,
    whole: (row) => row.name,
  },
  { id: 'id', title: recordsText.columnId, width: 84, mono: true, cell: (row) => row.offerId },
  {
    id: 'status',
    title: recordsText.columnStatus,
    width: 104,
    cell: (row) =>
      row.status === '' ? uiText.none : <Tag tone={toneOfStatus(row.status)}>{statusWord(row.status)}</Tag>,
    whole: (row) => row.status,
  },
  {
    id: 'campaign',
    title: text.columnCampaign,
    width: 120,
    grow: true,
    muted: true,
    spare: 2,
    cell: (row) => row.campaign?.invocaId ?? uiText.none,
    whole: (row) => (row.campaign ? `${row.campaign.name} (${row.campaign.networkName})` : text.noCampaign),
  },
  {
    id: 'advertiser',
    title: text.columnAdvertiser,
    width: 130,
    grow: true,
    spare: 1,
    cell: (row) => row.advertiserName || uiText.none,
    whole: (row) => row.advertiserName,
  },
  {
    id: 'payout',
    title: recordsText.columnPayout,
    width: 92,
    end: true,
    cell: (row) => money(row.payout, row.currency),
  },
  {
    id: 'revenue',
    title: text.columnRevenue,
    width: 92,
    end: true,
    spare: 3,
    cell: (row) => money(row.revenue, row.currency),
  },
  {
    id: 'goals',
    title: text.columnGoals,
    width: 64,
    end: true,
    spare: 0,
    cell: (row) => countText(row.goals + (row.payPerCall ? 1 : 0)),
  },
  {
    id: 'conversions',
    title: recordsText.columnConversions,
    width: 104,
    end: true,
    cell: (row) => <ConversionCount sums={row.conversions} of={{ offers: countedOffers(row) }} />,
  },
];
