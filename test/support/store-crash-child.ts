import { flushCompileCache } from 'node:module';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { openStoreInProcess } from '#main/store/open-store.ts';
import { crashStream } from './crash-stream.ts';
import { keptLog, pageOf } from './store-workspace.ts';

/**
 * Commits the stream page by page from where the workspace stands, half of them read ahead, telling each cursor once it is
 * committed.
 */
async function run(file: string): Promise<void> {
  const store = await openStoreInProcess({
    file,
    decode: decodeTransactionPage,
    log: keptLog(),
    now: () => 1_700_000_000_000,
  });
  flushCompileCache();
  process.stdout.write('open\n');
  const rows = crashStream();
  const [network] = await store.read.networks();
  if (!network) throw new Error('The workspace has no network.');
  let { cursor } = network;
  for (;;) {
    const from = rows.findIndex(({ id }) => id === cursor) + 1;
    const page = rows.slice(from, from + 7);
    if (page.length === 0) break;
    const receivedAt = 1_700_000_000_000 + from;
    const to = { networkId: network.id, cursorBefore: cursor, receivedAt };
    const body = pageOf(page);
    const { currency, user } = network;
    const ahead = from % 2 === 0 ? await store.read.readAhead({ body, currency, user }) : null;
    if (ahead !== null && ahead.kind !== 'ahead')
      throw new Error(`The page was not read ahead, but is ${ahead.kind}.`);
    const outcome = await (ahead === null
      ? store.write.commitPage({ ...to, body, purpose: 'stream' })
      : store.write.commitAhead({ ...to, ahead }));
    if (outcome.kind !== 'committed') throw new Error(`The page was ${outcome.kind}.`);
    cursor = outcome.cursor;
    process.stdout.write(`${cursor}\n`);
    if (from % 5 === 0)
      await store.read.conversionTotals({ filter: {}, order: { by: 'status', descending: false } });
  }
  process.stdout.write('done\n');
  await store.close();
}

void run(process.argv[2] ?? '');
