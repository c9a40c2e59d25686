import { readWords } from '../command.ts';
import type { Command } from '../command.ts';

/** `links bulk`: a tracking link for every row of a CSV file, each examined. */
export const linksBulkCommand: Command = {
  name: 'links bulk',
  usage: 'links bulk --in FILE.csv --out FILE.csv',
  async run(words) {
    const options = readWords(words, { in: 'text', out: 'text' });
    const [from, to] = [options.required('in'), options.required('out')];
    const { bulkLinks } = await import('#main/engine/links/bulk-links.ts');
    const made = await bulkLinks({ from, to });
    const lines = [`${made.links} of ${made.rows} rows have a link; they are in “${to}”.`];
    if (made.withFaults > 0) lines.push(`${made.withFaults} rows have faults; see the column “faults”.`);
    return { data: made, text: lines.join('\n') };
  },
};
