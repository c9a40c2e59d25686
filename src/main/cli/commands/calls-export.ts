import { CALL_COLUMNS, columnNamed, fieldColumn } from '#shared/domain/call-columns.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import type { CallFilter } from '#shared/ipc/calls.ts';
import { exportFormat } from '#shared/ipc/calls.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { exportCalls } from '#main/engine/exports/export-calls.ts';
import { instantOption, readWords, UsageError } from '../command.ts';
import type { Command, CommandContext } from '../command.ts';
import { withStore } from '../with-store.ts';

/** `calls export`: the calls of all networks with every column and custom field there is. */
export const callsExportCommand: Command = {
  name: 'calls export',
  usage:
    'calls export --format json|csv|xlsx --out FILE [--where FIELD=VALUE …] [--from ISO] [--to ISO] [--zone ZONE]',
  async run(words, context) {
    const options = readWords(words, {
      format: 'text',
      out: 'text',
      where: 'texts',
      from: 'text',
      to: 'text',
      zone: 'text',
    });
    const asked = options.required('format');
    const format = exportFormat.safeParse(asked).data;
    if (format === undefined) {
      throw new UsageError(`--format is json, csv or xlsx; “${asked}” is none of them.`);
    }
    const file = options.required('out');
    const zone = options.text('zone') ?? 'UTC';
    if (!isTimeZone(zone))
      throw new UsageError(`--zone takes a name such as America/New_York, not “${zone}”.`);
    const conditions = options.texts('where');
    const from = options.text('from');
    const to = options.text('to');
    const where = whereOf(conditions);
    const filter: CallFilter = {
      ...(where.length === 0 ? {} : { where }),
      ...(from === undefined ? {} : { from: instantOption('from', from) }),
      ...(to === undefined ? {} : { to: instantOption('to', to) }),
    };
    const rows = await withListedCalls(context, async (store) => {
      const fields = await store.read.callFields();
      return exportCalls(store.read, {
        filter,
        order: { by: 'started_at', descending: false },
        columns: [...CALL_COLUMNS, ...fields.map(({ name }) => fieldColumn(name))],
        groups: null,
        zone,
        format,
        described: describedAs(conditions, from, to),
        file,
        now: context.now(),
      });
    });
    return { data: { rows, file }, text: `Wrote ${rows} calls to ${file}.` };
  },
};

/**
 * Conditions as the store takes them: values of one field are alternatives, different fields must all hold.
 * @throws UsageError for one that is no `field=value`
 */
export function whereOf(conditions: readonly string[]): NonNullable<CallFilter['where']> {
  const byColumn = new Map<string, string[]>();
  for (const condition of conditions) {
    const sign = condition.indexOf('=');
    if (sign < 1) throw new UsageError(`--where takes field=value; “${condition}” is not that.`);
    const column = columnNamed(condition.slice(0, sign).trim());
    byColumn.set(column, [...(byColumn.get(column) ?? []), condition.slice(sign + 1)]);
  }
  return [...byColumn].map(([column, values]) => ({ column, values }));
}

/** The filter as the file repeats it. */
function describedAs(
  conditions: readonly string[],
  from: string | undefined,
  to: string | undefined,
): string {
  const parts = [
    ...conditions,
    ...(from === undefined ? [] : [`from ${from}`]),
    ...(to === undefined ? [] : [`to ${to}`]),
  ];
  return parts.length === 0 ? 'all calls' : parts.join(' and ');
}

/**
 * Reads the list of calls once it has everything that is stored: where it has not, the workspace is opened to write,
 * which brings it up to date. While the app has it open, the app does that.
 */
async function withListedCalls<T>(
  context: CommandContext,
  work: (store: DeskStore) => Promise<T>,
): Promise<T> {
  const readOnly = { readOnly: true };
  const pending = await withStore(
    context,
    async (store) => (await store.read.callTotals({ filter: {} })).pending,
    readOnly,
  );
  if (pending === 0) return withStore(context, work, readOnly);
  try {
    return await withStore(context, work);
  } catch (error) {
    if (!(error instanceof DeskError) || error.code !== 'workspace_in_use') throw error;
    context.warn(`The app is still listing ${pending} calls; run this again for them.`);
    return withStore(context, work, readOnly);
  }
}
