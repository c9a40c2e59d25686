import type { PartnerRow } from '#shared/ipc/partners.ts';
import { readWords } from '../command.ts';
import type { Command } from '../command.ts';
import { partnerRecord } from '../record-view.ts';
import { networkNamed } from '../record-words.ts';
import { withStore } from '../with-store.ts';

const ROWS_A_READ = 200;

/** `partner list`: the partners the desk knows, by name. */
export const partnerListCommand: Command = {
  name: 'partner list',
  usage: 'partner list [--text T] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, { text: 'text', network: 'text' });
    const text = options.text('text');
    return withStore(
      context,
      async (store) => {
        const networkId = await networkNamed(store, options.text('network'));
        const filter = {
          ...(text === undefined ? {} : { text }),
          ...(networkId === null ? {} : { networkId }),
        };
        const rows: PartnerRow[] = [];
        for (;;) {
          const page = await store.read.partnerPage({ filter, index: rows.length, limit: ROWS_A_READ });
          rows.push(...page.rows);
          if (page.rows.length === 0 || rows.length >= page.count) break;
        }
        return {
          data: rows.map(partnerRecord),
          text: rows.map(({ partnerId, name, status }) => [partnerId, name, status].join('  ')).join('\n'),
        };
      },
      { readOnly: true },
    );
  },
};
