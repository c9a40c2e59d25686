import { setImmediate as nextTurn } from 'node:timers/promises';
import { DeskError } from '#shared/ipc/errors.ts';
import type { OfferDraft } from '#shared/ipc/offers.ts';
import type { PartnerDraft } from '#shared/ipc/partners.ts';
import type {
  ImportField,
  ImportKind,
  ImportPlan,
  ImportRow,
  ImportRows,
} from '#shared/ipc/record-import.ts';
import type {
  CatalogueRecordReads,
  CatalogueRecordWrites,
  SavedRecords,
} from '../ports/catalogue-records.ts';
import type { NetworkReads } from '../ports/network-store.ts';
import type { FileTable } from '../numbers/bulk/file-rows.ts';
import { importCells } from './import-cells.ts';
import { guessedImport, importMappingFaults } from './import-fields.ts';
import { rowReader } from './row-reader.ts';
import type { ReadRow } from './row-reader.ts';

const ROWS_A_TURN = 500;
const LONGEST_SAMPLE = 80;

/** A file as it is to be read. */
export interface ImportFileRequest {
  readonly kind: ImportKind;
  /** Null: the account that has the id, or the only one there is. */
  readonly networkId: number | null;
  readonly fileName: string;
  readonly text: string;
  readonly mapping: readonly ImportField[] | null;
}

/** Files of offers and partners: read, looked at, taken in. */
export interface RecordImports {
  /** @throws DeskError invalid_input when the text is no table */
  plan(file: ImportFileRequest): Promise<ImportPlan>;
  /** @throws DeskError not_found when another plan has taken its place */
  rows(input: {
    readonly planId: string;
    readonly show: 'all' | 'faulty';
    readonly index: number;
    readonly limit: number;
  }): ImportRows;
  /** Takes in a plan, once, all of it or nothing. @throws DeskError not_found, invalid_input, conflict */
  start(input: {
    readonly planId: string;
    readonly skipFaulty: boolean;
    readonly now: number;
  }): Promise<{ readonly added: number; readonly changed: number; readonly skipped: number }>;
  /** The rows with a fault as they stand in the file, each with what is wrong. */
  faulty(planId: string): {
    readonly fileName: string;
    readonly columns: string[];
    readonly rows: string[][];
  };
}

interface Kept {
  readonly plan: ImportPlan;
  readonly table: FileTable;
  readonly rows: readonly ReadRow[];
}

/** What imports work with of the store. */
export interface ImportStore {
  readonly read: Pick<CatalogueRecordReads, 'offerDrafts' | 'partnerDrafts' | 'campaignChoices'> &
    Pick<NetworkReads, 'networks'>;
  readonly write: Pick<CatalogueRecordWrites, 'saveOffers' | 'savePartners'>;
}

/** Keeps the plan made last, so that what is taken in is what the preview showed. */
export function recordImports(store: ImportStore): RecordImports {
  let current: Kept | null = null;
  let count = 0;
  const found = (planId: string): Kept => {
    if (current?.plan.planId === planId) return current;
    throw new DeskError('not_found', 'This file is not kept any more. Choose it again.');
  };
  const save = async (kind: ImportKind, rows: readonly ReadRow[], now: number): Promise<SavedRecords> => {
    const how = { by: 'csv' as const, now };
    if (kind === 'offers') {
      const drafts = rows.flatMap(({ draft }): OfferDraft[] => ('offerId' in draft ? [draft] : []));
      return store.write.saveOffers({ drafts, ...how });
    }
    const drafts = rows.flatMap(({ draft }): PartnerDraft[] => ('partnerId' in draft ? [draft] : []));
    return store.write.savePartners({ drafts, ...how });
  };

  return {
    async plan({ kind, networkId, fileName, text, mapping }) {
      // Files are rare; what reads them is loaded with the first one.
      const { readTable } = await import('../numbers/bulk/file-rows.ts');
      const table = await readTable(text);
      const fields = mapping ?? guessedImport(kind, table.headings);
      const networks = await store.read.networks();
      const fileFaults = [...importMappingFaults(kind, table.headings, fields)];
      if (networkId === null && networks.length > 1 && !fields.includes('id')) {
        const message = 'Several accounts are connected. Choose the one these belong to.';
        fileFaults.push({ line: 1, column: null, field: 'networkId', message });
      }
      const read = await rowReader(store.read, { kind, networkId, networks });
      const rows: ReadRow[] = [];
      for (const one of await read.known(table.rows.map((row) => importCells(table.headings, fields, row)))) {
        rows.push(one);
        if (rows.length % ROWS_A_TURN === 0) await nextTurn();
      }
      const outcomes = (outcome: ImportRow['outcome']): number =>
        rows.filter(({ row }) => row.outcome === outcome).length;
      const sample = table.rows[0]?.cells ?? [];
      count += 1;
      const plan: ImportPlan = {
        planId: `import-${count}`,
        kind,
        fileName,
        columns: table.headings.map((heading, place) => ({
          heading,
          field: fields[place] ?? 'ignore',
          sample: (sample[place] ?? '').slice(0, LONGEST_SAMPLE),
        })),
        rows: rows.length,
        added: outcomes('add'),
        changed: outcomes('change'),
        same: outcomes('same'),
        faulty: outcomes('faulty'),
        fileFaults,
      };
      current = { plan, table, rows };
      return plan;
    },
    rows({ planId, show, index, limit }) {
      const all = found(planId).rows.map(({ row }) => row);
      const shown = show === 'faulty' ? all.filter(({ outcome }) => outcome === 'faulty') : all;
      return { index, count: shown.length, rows: shown.slice(index, index + limit) };
    },
    async start({ planId, skipFaulty, now }) {
      const kept = found(planId);
      const { plan, rows } = kept;
      const [fileFault] = plan.fileFaults;
      if (fileFault) throw new DeskError('invalid_input', fileFault.message, { field: fileFault.field });
      if (plan.faulty > 0 && !skipFaulty) {
        const message = `${plan.faulty} rows cannot be taken in as they are. Mend them, or leave them out.`;
        throw new DeskError('conflict', message);
      }
      const wanted = rows.filter(({ row }) => row.outcome === 'add' || row.outcome === 'change');
      // Taken in once: a second click finds no plan.
      current = null;
      try {
        const { added, changed } = await save(plan.kind, wanted, now);
        return { added, changed, skipped: plan.faulty };
      } catch (error) {
        current ??= kept;
        throw error;
      }
    },
    faulty(planId) {
      const { plan, table, rows } = found(planId);
      const cellsAt = new Map(table.rows.map(({ line, cells }) => [line, cells]));
      return {
        fileName: plan.fileName,
        columns: [...table.headings, 'fault'],
        rows: rows
          .filter(({ row }) => row.outcome === 'faulty')
          .map(({ row: { line, faults } }) => {
            const cells = cellsAt.get(line) ?? [];
            const filled = table.headings.map((_, place) => cells[place] ?? '');
            const more = cells.slice(table.headings.length);
            const words = faults.map(({ column, message }) => (column ? `${column}: ${message}` : message));
            return [...filled, words.join(' '), ...more];
          }),
      };
    },
  };
}
