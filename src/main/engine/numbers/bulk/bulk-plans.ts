import { setImmediate as nextTurn } from 'node:timers/promises';
import { DeskError } from '#shared/ipc/errors.ts';
import type { BulkFault, BulkField, BulkForm, BulkPlan, BulkRows } from '#shared/ipc/number-bulk.ts';
import type { DeskReader, DeskStore } from '../../ports/desk-store.ts';
import type { NewNumber } from '../../ports/numbers-store.ts';
import { rowChecker } from './check-rows.ts';
import { guessedFields, mappingFaults } from './file-mapping.ts';
import type { RowDefaults } from './file-rows.ts';
import { formRows } from './form-rows.ts';
import type { GivenRow, PlannedRow } from './plan-row.ts';

/** Numbers that are asked for in one batch at most. */
const MOST_NUMBERS = 20_000;
const ROWS_A_TURN = 500;

/** Plans of many numbers: checked, looked at, started. */
export interface BulkPlans {
  planForm(form: BulkForm): Promise<BulkPlan>;
  /** @throws DeskError invalid_input when the text is no table */
  planFile(file: {
    readonly networkId: number;
    readonly fileName: string;
    readonly text: string;
    readonly mapping: readonly BulkField[] | null;
    readonly defaults: RowDefaults;
  }): Promise<BulkPlan>;
  /** @throws DeskError not_found when another plan has taken its place */
  rows(input: {
    readonly planId: string;
    readonly faultyOnly: boolean;
    readonly index: number;
    readonly limit: number;
  }): BulkRows;
  /** Asks for the numbers of a plan, once. @throws DeskError not_found, invalid_input, conflict */
  start(input: {
    readonly planId: string;
    readonly name: string;
    readonly skipFaulty: boolean;
    readonly now: number;
  }): Promise<{ readonly batchId: number; readonly numbers: number }>;
}

interface Kept {
  readonly plan: BulkPlan;
  readonly rows: readonly PlannedRow[];
}

/** Keeps the plan made last, so that what is started is what the preview showed. */
export function bulkPlans(
  store: Pick<DeskStore, 'write'> & { readonly read: Pick<DeskReader, 'numbersContext'> },
): BulkPlans {
  let current: Kept | null = null;
  let count = 0;

  const keep = async (
    given: Iterable<GivenRow>,
    about: Pick<BulkPlan, 'name' | 'networkId' | 'columns'> & { readonly fileFaults: readonly BulkFault[] },
  ): Promise<BulkPlan> => {
    const check = rowChecker(await store.read.numbersContext({ networkId: about.networkId }));
    const rows: PlannedRow[] = [];
    let faulty = 0;
    let numbers = 0;
    for (const row of given) {
      const checked = check(row);
      rows.push(checked);
      if (checked.faults.length === 0) numbers += checked.count;
      else faulty += 1;
      if (rows.length % ROWS_A_TURN === 0) await nextTurn();
    }
    const fileFaults = [...about.fileFaults];
    if (numbers > MOST_NUMBERS) {
      const message = `${numbers} numbers are asked for; ${MOST_NUMBERS} are asked for in one go at most.`;
      fileFaults.push({ line: 1, column: null, field: 'count', message });
    }
    count += 1;
    const planId = `plan-${count}`;
    current = {
      rows,
      plan: { ...about, planId, rows: rows.length, faultyRows: faulty, numbers, fileFaults },
    };
    return current.plan;
  };
  const found = (planId: string): Kept => {
    if (current?.plan.planId === planId) return current;
    throw new DeskError('not_found', 'This plan is not kept any more. Look at the rows again.');
  };

  return {
    planForm: (form) =>
      keep(formRows(form), {
        name: `${form.count} for each of ${form.offerIds.length * form.partnerIds.length}`,
        networkId: form.networkId,
        columns: [],
        fileFaults: [],
      }),
    async planFile({ networkId, fileName, text, mapping, defaults }) {
      // Files are rare; what reads them is loaded with the first one.
      const { fileRow, readTable } = await import('./file-rows.ts');
      const table = await readTable(text);
      const fields = mapping ?? guessedFields(table.headings);
      const sample = table.rows[0]?.cells ?? [];
      const columns = table.headings.map((heading, place) => ({
        heading,
        field: fields[place] ?? 'ignore',
        sample: (sample[place] ?? '').slice(0, 80),
      }));
      function* given(): Generator<GivenRow> {
        for (const row of table.rows) yield fileRow(table, fields, row, defaults);
      }
      const fileFaults = mappingFaults(table.headings, fields);
      return keep(given(), { name: fileName, networkId, columns, fileFaults });
    },
    rows({ planId, faultyOnly, index, limit }) {
      const { rows } = found(planId);
      const shown = faultyOnly ? rows.filter(({ faults }) => faults.length > 0) : rows;
      return { index, count: shown.length, rows: shown.slice(index, index + limit) };
    },
    async start({ planId, name, skipFaulty, now }) {
      const kept = found(planId);
      const { plan, rows } = kept;
      const [fileFault] = plan.fileFaults;
      if (fileFault) throw new DeskError('invalid_input', fileFault.message, { field: fileFault.field });
      if (plan.faultyRows > 0 && !skipFaulty) {
        const message = `${plan.faultyRows} rows cannot be asked for as they are. Mend them, or leave them out.`;
        throw new DeskError('conflict', message);
      }
      if (plan.numbers === 0) throw new DeskError('invalid_input', 'No row asks for a number.');
      // Started once: a second click finds no plan.
      current = null;
      const faulty = rows.filter(({ faults }) => faults.length > 0);
      const good = rows.filter(({ faults }) => faults.length === 0);
      try {
        const { batchId, numberIds } = await store.write.requestNumbers({
          networkId: plan.networkId,
          batchName: name,
          numbers: good.flatMap(numbersOf),
          skipped: faulty.map(({ line, offerId, partnerId, description, faults }) => ({
            line,
            offerId,
            partnerId,
            description,
            reason: faults.map(wordsOf).join(' '),
          })),
          now,
        });
        if (batchId === null) throw new DeskError('internal', 'The batch has no id.');
        return { batchId, numbers: numberIds.length };
      } catch (error) {
        current ??= kept;
        throw error;
      }
    },
  };
}

function numbersOf(row: PlannedRow): NewNumber[] {
  const { line, offerId, partnerId, description, mediaType, customData, wish } = row;
  const order = { description, mediaType, customData, wish: wish ?? { kind: 'toll_free' as const } };
  return Array.from({ length: row.count }, () => ({ line, offerId, partnerId, order }));
}

function wordsOf({ column, message }: BulkFault): string {
  return column === null ? message : `${column}: ${message}`;
}
