import { FileUp, Plus } from 'lucide-react';
import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { goTo } from '#renderer/app/hash-location.ts';
import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
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
import type { PartnerRow } from '#shared/ipc/partners.ts';
import { PartnerDialog } from './partner-dialog.tsx';
import { PartnerPanel } from './partner-panel.tsx';

/** Every partner by name, with a panel beside the list. */
export function PartnersList() {
  const [asking, setAsking] = useState<'add' | 'import' | null>(null);
  const close = (): void => setAsking(null);
  return (
    <>
      <RecordList<PartnerRow>
        address="/partners"
        words={text}
        request="partners.page"
        columns={COLUMNS}
        page={(place, index, limit) => ask('partners.page', { filter: filterOfPlace(place), index, limit })}
        panel={PartnerPanel}
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
        <PartnerDialog detail={null} onClose={close} onSaved={(id) => goTo(`/partners?open=${id}`)} />
      )}
      {asking === 'import' && <ImportDialog kind="partners" onClose={close} />}
    </>
  );
}

const COLUMNS: readonly Column<PartnerRow>[] = [
  {
    id: 'name',
    title: recordsText.columnName,
    width: 180,
    grow: true,
    cell: (row) => row.name || row.partnerId,
    whole: (row) => row.name,
  },
  { id: 'id', title: recordsText.columnId, width: 84, mono: true, cell: (row) => row.partnerId },
  {
    id: 'status',
    title: recordsText.columnStatus,
    width: 104,
    cell: (row) =>
      row.status === '' ? uiText.none : <Tag tone={toneOfStatus(row.status)}>{statusWord(row.status)}</Tag>,
    whole: (row) => row.status,
  },
  {
    id: 'contact',
    title: text.columnContact,
    width: 120,
    grow: true,
    spare: 1,
    cell: (row) => row.contactName || uiText.none,
    whole: (row) => row.contactName,
  },
  {
    id: 'zone',
    title: text.columnZone,
    width: 150,
    muted: true,
    spare: 0,
    cell: (row) => row.timeZone || uiText.none,
    whole: (row) => row.timeZone,
  },
  {
    id: 'clickId',
    title: text.columnClickId,
    width: 96,
    mono: true,
    spare: 2,
    cell: (row) => row.clickIdIn ?? uiText.none,
  },
  {
    id: 'numbers',
    title: text.columnNumbers,
    width: 80,
    end: true,
    spare: 3,
    cell: (row) => countText(row.numbers),
  },
  {
    id: 'conversions',
    title: recordsText.columnConversions,
    width: 104,
    end: true,
    cell: (row) => <ConversionCount sums={row.conversions} of={{ partners: [row.partnerId] }} />,
  },
];
