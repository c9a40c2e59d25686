import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import { instantOption, readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { exportConversions } from '#main/engine/exports/export-conversions.ts';
import { withStore } from '../with-store.ts';

/** `conversions export`: every conversion with its figures and, in JSON, its history. */
export const conversionsExportCommand: Command = {
  name: 'conversions export',
  usage: 'conversions export --format json|csv --out FILE [--status S] [--from ISO] [--to ISO]',
  async run(words, context) {
    const options = readWords(words, {
      format: 'text',
      out: 'text',
      status: 'text',
      from: 'text',
      to: 'text',
    });
    const format = options.required('format');
    if (format !== 'json' && format !== 'csv')
      throw new UsageError(`--format is json or csv; “${format}” is neither.`);
    const file = options.required('out');
    const wanted = options.text('status');
    const status = CONVERSION_STATUSES.find((known) => known === wanted);
    if (wanted !== undefined && status === undefined) {
      throw new UsageError(`--status is ${CONVERSION_STATUSES.join(', ')}; “${wanted}” is none of them.`);
    }
    const from = options.text('from');
    const to = options.text('to');
    const filter = {
      ...(status === undefined ? {} : { statuses: [status] }),
      ...(from === undefined ? {} : { from: instantOption('from', from) }),
      ...(to === undefined ? {} : { to: instantOption('to', to) }),
    };
    const rows = await withStore(
      context,
      (store) => exportConversions({ reader: store.read, filter, format, file }),
      {
        readOnly: true,
      },
    );
    return { data: { rows, file }, text: `Wrote ${rows} conversions to ${file}.` };
  },
};
