import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { FILE_FIELDS } from '#main/engine/reconcile/file-mapping.ts';
import { readThereFile, writtenAt } from '#main/engine/reconcile/there-file.ts';
import type { FileField, FileRole } from '#shared/ipc/reconcile.ts';
import { reconcileRows } from '#main/engine/reconcile/reconcile-file.ts';
import { reconcileRecord } from '#main/engine/reconcile/reconcile-record.ts';
import type { ReconcileRecord } from '#main/engine/reconcile/reconcile-record.ts';
import { instantOption, readWords, UsageError, wholeNumberOption } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

const ROLES: readonly FileRole[] = ['tune', 'partner', 'invoice'];

/** `reconcile`: the desk's conversions of a period beside a file of TUNE, a partner or an invoice, to the cent. */
export const reconcileCommand: Command = {
  name: 'reconcile',
  usage:
    'reconcile --tune FILE.csv|--partner FILE.csv|--invoice FILE.csv --from ISO --to ISO [--zone Z] [--column field=name …] [--currency C] [--window MINUTES] [--as-of ISO] [--partner-id ID]',
  async run(words, context) {
    const options = readWords(words, {
      tune: 'text',
      partner: 'text',
      invoice: 'text',
      'partner-id': 'text',
      from: 'text',
      to: 'text',
      zone: 'text',
      column: 'texts',
      currency: 'text',
      window: 'text',
      'as-of': 'text',
    });
    const { role, file } = fileOf(
      (name) => options.text(name),
      () => options.required('tune'),
    );
    const from = instantOption('from', options.required('from'));
    const to = instantOption('to', options.required('to'));
    if (to <= from) throw new UsageError('--to must be later than --from.');
    const zone = options.text('zone') ?? 'UTC';
    if (!isTimeZone(zone))
      throw new UsageError(`--zone takes a time zone such as America/New_York; “${zone}” is none.`);
    const window = options.text('window');
    const asOf = options.text('as-of');
    const there = await readThereFile({
      file,
      role,
      columns: columnsOf(options.texts('column')),
      zone,
      currency: options.text('currency') ?? 'USD',
    });
    const written = await writtenAt(file);
    const found = await withStore(
      context,
      (store) =>
        reconcileRows({
          writtenAt: written,
          reader: store.read,
          partnerId: options.text('partner-id') ?? null,
          there: there.rows,
          thereApprovedOnly: there.approvedOnly,
          from,
          to,
          zone,
          windowMs: (window === undefined ? 5 : wholeNumberOption('window', window, 0, 1440)) * 60_000,
          asOf: asOf === undefined ? null : instantOption('as-of', asOf),
        }),
      { readOnly: true },
    );
    const record = reconcileRecord(found);
    return { data: record, text: textOf(record, zone) };
  },
};

/** The one file that is compared, and what it is. @throws UsageError when there are several, or none */
function fileOf(
  given: (name: FileRole) => string | undefined,
  tune: () => string,
): { readonly role: FileRole; readonly file: string } {
  const found = ROLES.flatMap((role) => {
    const file = given(role);
    return file === undefined ? [] : [{ role, file }];
  });
  const [only, ...others] = found;
  if (others.length > 0) throw new UsageError('Give one of --tune, --partner and --invoice.');
  return only ?? { role: 'tune', file: tune() };
}

function columnsOf(given: readonly string[]): Partial<Record<FileField, string>> {
  const columns: Partial<Record<FileField, string>> = {};
  for (const one of given) {
    const [name, column = ''] = one.split(/=(.*)/s);
    const field = FILE_FIELDS.find((known) => known === name);
    if (field === undefined || column === '') {
      throw new UsageError(
        `--column takes field=name, with one of ${FILE_FIELDS.join(', ')}; “${one}” is not that.`,
      );
    }
    columns[field] = column;
  }
  return columns;
}

function textOf(record: ReconcileRecord, zone: string): string {
  const lines = [
    `${record.matched} alike, ${record.missing_here.length} missing here, ${record.missing_there.length} missing there, ${record.different.length} differences. Times of the file are of ${zone}.`,
    ...record.missing_here.map((row) => `missing here: ${row.invoca_id} (line ${row.line}), ${row.cause}`),
    ...record.missing_there.map((row) => `missing there: ${row.invoca_id}, ${row.cause}`),
    ...record.different.map(
      ({ invoca_id, field, here, there, cause }) =>
        `different: ${invoca_id}, ${field}: ${here ?? '–'} here, ${there ?? '–'} there, ${cause}`,
    ),
    ...record.totals.map(
      ({ currency, here, there, difference, explained }) =>
        `${currency}: ${here} here, ${there} there, ${difference} = ${explained.map(({ cause, amount }) => `${amount} ${cause}`).join(' + ') || '0'}`,
    ),
  ];
  return lines.join('\n');
}
