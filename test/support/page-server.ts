import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { transactionId, transactionRow } from './transaction-rows.ts';

/** A call log served in small pages, so that a sync of it takes many of them. */
export interface PageServer {
  readonly origin: string;
  /** Settles when the next page is asked for. */
  nextPageAsked(): Promise<void>;
  stop(): Promise<void>;
}

/** Serves `rows` transactions in pages of `size`, each after `delayMs`, whatever limit is asked for. */
export async function startPageServer(rows: number, size: number, delayMs: number): Promise<PageServer> {
  const pages = new Map<string, string>();
  for (let from = 0; from < rows; from += size) {
    const page = Array.from({ length: Math.min(size, rows - from) }, (_, offset) =>
      transactionRow(from + offset),
    );
    pages.set(from === 0 ? '' : transactionId(from - 1), JSON.stringify(page));
  }
  let waiting: (() => void)[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const isLog = url.pathname.includes('/transactions/') && !url.searchParams.has('transaction_id');
    const body = isLog ? (pages.get(url.searchParams.get('start_after_transaction_id') ?? '') ?? '[]') : '[]';
    if (isLog) {
      for (const wake of waiting) wake();
      waiting = [];
    }
    void delay(isLog ? delayMs : 0).then(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The page server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    nextPageAsked: () => new Promise((resolve) => waiting.push(resolve)),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
