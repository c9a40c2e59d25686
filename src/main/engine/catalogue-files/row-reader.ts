import type { OfferDraft } from '#shared/ipc/offers.ts';
import type { PartnerDraft } from '#shared/ipc/partners.ts';
import type { ImportKind, ImportRow } from '#shared/ipc/record-import.ts';
import type { NetworkRecord } from '../ports/network-record.ts';
import { changesBetween } from './import-cells.ts';
import type { ImportCells } from './import-cells.ts';
import { offerFields, offerOfRow } from './offer-row.ts';
import { partnerFields, partnerOfRow } from './partner-row.ts';
import type { ImportStore } from './record-imports.ts';

/** A row with the record it makes or changes. */
export interface ReadRow {
  readonly row: ImportRow;
  readonly draft: OfferDraft | PartnerDraft;
}

interface Surroundings {
  readonly kind: ImportKind;
  readonly networkId: number | null;
  readonly networks: readonly NetworkRecord[];
}

/** Reads rows against what is known: whether each adds, changes, says the same, or cannot be taken in. */
export async function rowReader(
  read: ImportStore['read'],
  { kind, networkId, networks }: Surroundings,
): Promise<{ known(cells: readonly ImportCells[]): Promise<Iterable<ReadRow>> }> {
  const currency = (networks.find(({ id }) => id === networkId) ?? networks[0])?.currency ?? 'USD';
  const campaigns = kind === 'offers' ? await read.campaignChoices({}) : [];
  return {
    async known(cells) {
      const ids = [...new Set(cells.map((one) => one.text('id')).filter((id) => id !== ''))];
      if (kind === 'offers') {
        const known = await read.offerDrafts({ networkId, offerIds: ids });
        return readRows(cells, networks, known, ({ offerId }) => offerId, {
          empty: emptyOffer(networkId, currency),
          read: (one, start) => offerOfRow(one, start, campaigns),
          fields: (draft) => offerFields(draft, campaigns),
        });
      }
      const known = await read.partnerDrafts({ networkId, partnerIds: ids });
      return readRows(cells, networks, known, ({ partnerId }) => partnerId, {
        empty: emptyPartner(networkId),
        read: partnerOfRow,
        fields: partnerFields,
      });
    },
  };
}

interface RowWays<D extends OfferDraft | PartnerDraft> {
  readonly empty: D;
  readonly read: (cells: ImportCells, start: D) => D;
  readonly fields: (draft: D) => Map<ImportRow['changes'][number]['field'], string>;
}

function* readRows<D extends OfferDraft | PartnerDraft>(
  rows: readonly ImportCells[],
  networks: readonly NetworkRecord[],
  known: readonly D[],
  idOf: (draft: D) => string,
  ways: RowWays<D>,
): Generator<ReadRow> {
  const seen = new Map<string, number>();
  for (const cells of rows) {
    const id = cells.text('id');
    const [before, another] = id === '' ? [] : known.filter((draft) => idOf(draft) === id);
    if (another) cells.fault('id', `Several accounts have the id ${id}. Choose one of them.`);
    if (!before && ways.empty.networkId === null && networks.length > 1) {
      cells.fault('id', 'Nobody has this id yet, and several accounts are connected. Choose one of them.');
    }
    const earlier = id === '' ? undefined : seen.get(id);
    if (earlier !== undefined) cells.fault('id', `Line ${earlier} has the same id.`);
    else if (id !== '') seen.set(id, cells.line);
    const draft = ways.read(cells, before ?? ways.empty);
    const changes = changesBetween(before ? ways.fields(before) : null, ways.fields(draft));
    const outcome = before ? (changes.length === 0 ? 'same' : 'change') : 'add';
    yield {
      draft,
      row: {
        line: cells.line,
        outcome: cells.faults.length > 0 ? 'faulty' : outcome,
        tradeId: idOf(draft),
        name: draft.name,
        changes: [...changes],
        faults: [...cells.faults],
      },
    };
  }
}

function emptyOffer(networkId: number | null, currency: string): OfferDraft {
  return {
    id: null,
    networkId,
    offerId: '',
    name: '',
    status: null,
    payPerCall: true,
    campaignId: null,
    payout: null,
    revenue: null,
    currency,
    goalName: '',
    subIdRules: [],
    trackingOrigin: '',
    refId: '',
    note: '',
  };
}

function emptyPartner(networkId: number | null): PartnerDraft {
  return {
    id: null,
    networkId,
    partnerId: '',
    name: '',
    status: null,
    refId: '',
    timeZone: '',
    contactName: '',
    contactEmail: '',
    contactPhone: '',
    conventions: [],
    note: '',
  };
}
