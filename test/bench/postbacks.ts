import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent, request } from 'undici';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import { sendOnce } from '#main/engine/postbacks/send-once.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import { openStore } from '#main/store/open-store.ts';
import { transactionRow } from '#test/support/transaction-rows.ts';
import { startChildServer } from './support/child-server.ts';
import type { Figure } from './support/figures.ts';

const COUNT = 10_000;
const AT_ONCE = 20;
const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => console.error(message),
};

/** 10,000 postbacks to a receiver on this machine, outbox and attempts recorded, beside undici alone. */
export async function postbackFigures(): Promise<readonly Figure[]> {
  const server = await startChildServer(new URL('./support/receiver-server.ts', import.meta.url), []);
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-bench-'));
  try {
    const floor = await fireWithUndici(server.origin);
    const rate = await fireFromOutbox(server.origin, join(folder, 'desk.sqlite'));
    return [
      {
        name: `${COUNT.toLocaleString('en-US')} postbacks, ${AT_ONCE} at once`,
        measured: rate,
        unit: '/s',
        floor,
        goal: '≥ 0.5×',
        met: rate / floor >= 0.5,
      },
    ];
  } finally {
    server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function fireWithUndici(origin: string): Promise<number> {
  const dispatcher = new Agent({ connections: AT_ONCE, pipelining: 1 });
  const started = performance.now();
  let next = 0;
  const fire = async (): Promise<void> => {
    while (next < COUNT) {
      const id = (next += 1);
      const answer = await request(`${origin}/conversion?id=${id}`, { dispatcher });
      await answer.body.text();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, fire));
  const rate = COUNT / ((performance.now() - started) / 1000);
  await dispatcher.close();
  return rate;
}

async function fireFromOutbox(origin: string, file: string): Promise<number> {
  const store = await openStore({
    file,
    threadScript: new URL('../../src/main/store-thread.ts', import.meta.url),
    readers: 1,
    log: quiet,
    now: Date.now,
  });
  const transport = createPostbackTransport();
  try {
    await oweDeliveries(store, origin);
    // The list of the conversions just taken in is brought up to date first: that is ingest, and not measured here.
    await store.read.conversionTotals({ filter: {}, order: { by: 'call_started_at', descending: true } });
    const started = performance.now();
    const counts = await sendOnce({
      store,
      transport: transport.send,
      clock: Date.now,
      random: Math.random,
      log: quiet,
      signal: new AbortController().signal,
      allowLocal: true,
      limits: { perReceiver: AT_ONCE, perSecond: Infinity, overall: AT_ONCE },
    });
    if (counts.accepted !== COUNT) throw new Error(`${counts.accepted} of ${COUNT} postbacks were accepted.`);
    return COUNT / ((performance.now() - started) / 1000);
  } finally {
    await transport.close();
    await store.close();
  }
}

async function oweDeliveries(store: Awaited<ReturnType<typeof openStore>>, origin: string): Promise<void> {
  const now = Date.now();
  const network = await store.write.addNetwork({
    network: {
      kind: 'invoca',
      name: 'Bench',
      baseUrl: 'http://127.0.0.1:9',
      organisationId: '142',
      user: 'network',
      currency: 'USD',
      versions: DEFAULT_INVOCA_VERSIONS,
      token: { keeping: 'session' },
      practice: true,
    },
    now,
  });
  await store.write.saveTemplate({
    draft: {
      id: null,
      name: 'Bench',
      url: `${origin}/conversion?id={invoca_id}&payout={payout}`,
      scope: { networkId: null, partnerId: null, offerId: null },
      startsAt: 1,
      active: true,
    },
    now,
  });
  for (let from = 0, cursor = ''; from < COUNT; from += 2_000) {
    const rows = Array.from({ length: 2_000 }, (_, offset) =>
      transactionRow(from + offset, { call_result_description_detail: 'paid' }),
    );
    const outcome = await store.write.commitPage({
      networkId: network.id,
      cursorBefore: cursor,
      body: new TextEncoder().encode(JSON.stringify(rows)),
      receivedAt: now,
      purpose: 'stream',
    });
    if (outcome.kind !== 'committed') throw new Error(`A page of the benchmark was ${outcome.kind}.`);
    cursor = outcome.cursor;
  }
}
