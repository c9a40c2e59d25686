import type { OfferRow } from '#shared/ipc/offers.ts';
import { readWords } from '../command.ts';
import type { Command } from '../command.ts';
import { offerRecord } from '../record-view.ts';
import { networkNamed } from '../record-words.ts';
import { withStore } from '../with-store.ts';

const ROWS_A_READ = 200;

/** `offer list`: the offers the desk knows, by name. */
export const offerListCommand: Command = {
  name: 'offer list',
  usage: 'offer list [--text T] [--network NAME]',
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
        const rows: OfferRow[] = [];
        for (;;) {
          const page = await store.read.offerPage({ filter, index: rows.length, limit: ROWS_A_READ });
          rows.push(...page.rows);
          if (page.rows.length === 0 || rows.length >= page.count) break;
        }
        return {
          data: rows.map(offerRecord),
          text: rows.map(({ offerId, name, status }) => [offerId, name, status].join('  ')).join('\n'),
        };
      },
      { readOnly: true },
    );
  },
};
