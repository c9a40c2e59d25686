import { createServer } from 'node:http';
import { transactionId, transactionRow } from '#test/support/transaction-rows.ts';

/**
 * Serves a call log of `rows` transactions in pages of `size`, made beforehand, so that the measured side pays for
 * reading them and not for their making. Runs in a process of its own; its port is the first line it prints.
 */
const [rows = 100_000, size = 4_000] = process.argv.slice(2).map(Number);

const pages = new Map<string, Buffer>();
for (let from = 0; from < rows; from += size) {
  const page = Array.from({ length: Math.min(size, rows - from) }, (_, offset) =>
    transactionRow(from + offset),
  );
  pages.set(from === 0 ? '' : transactionId(from - 1), Buffer.from(JSON.stringify(page)));
}
const empty = Buffer.from('[]');

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const isLog = url.pathname.includes('/transactions/');
  const body = isLog ? (pages.get(url.searchParams.get('start_after_transaction_id') ?? '') ?? empty) : empty;
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (address !== null && typeof address !== 'string') process.stdout.write(`${address.port}\n`);
});
process.stdin.resume();
process.stdin.once('end', () => process.exit(0));
