import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { readWords } from './command.ts';
import type { Command } from './command.ts';
import { networkNamed } from './record-words.ts';
import { withStore } from './with-store.ts';

const ROWS_A_READ = 200;

/** What the list of offers and the list of partners are asked. */
interface ListRequest {
  readonly filter: { readonly text?: string; readonly networkId?: number };
  readonly index: number;
  readonly limit: number;
}

interface ListPage<R> {
  readonly rows: readonly R[];
  readonly count: number;
}

/** A command that lists every record of a kind by name: `record` for programs, `words` as a line for people. */
export function recordListCommand<R>(kind: {
  readonly name: string;
  readonly page: (store: DeskStore, request: ListRequest) => Promise<ListPage<R>>;
  readonly record: (row: R) => Record<string, unknown>;
  readonly words: (row: R) => readonly string[];
}): Command {
  return {
    name: kind.name,
    usage: `${kind.name} [--text T] [--network NAME]`,
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
          const rows: R[] = [];
          for (;;) {
            const page = await kind.page(store, { filter, index: rows.length, limit: ROWS_A_READ });
            rows.push(...page.rows);
            if (page.rows.length === 0 || rows.length >= page.count) break;
          }
          return {
            data: rows.map(kind.record),
            text: rows.map((row) => kind.words(row).join('  ')).join('\n'),
          };
        },
        { readOnly: true },
      );
    },
  };
}
