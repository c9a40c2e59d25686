import { setTimeout as realPause } from 'node:timers/promises';
import { checkedOrder } from '#main/engine/numbers/ask-number.ts';
import type { BatchResultRow } from '#main/engine/ports/numbers-store.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { TOLL_FREE } from '#shared/domain/number-order.ts';
import type { NumberWish } from '#shared/domain/number-order.ts';
import { readWords, wholeNumberOption } from '../command.ts';
import type { Command, CommandContext } from '../command.ts';
import { invocaNetworkNamed, requireOffer } from '../number-words.ts';
import { fieldWords } from '../session-words.ts';
import { withJobs } from '../with-jobs.ts';

const MOST = 10_000;
const ROWS_A_READ = 500;
/** How long the terminal waits for answers that were lost and are looked for again; the rest waits for `jobs run`. */
const PATIENCE_MS = 30_000;
const PAUSE_MS = 1000;

/** `numbers request`: promo numbers for a partner on a campaign, each asked for once whatever becomes of the answers. */
export const numbersRequestCommand: Command = {
  name: 'numbers request',
  usage:
    'numbers request --campaign C --partner P --count K [--description D] [--custom k=v …] [--media-type M] [--area-code N] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, {
      campaign: 'text',
      partner: 'text',
      count: 'text',
      description: 'text',
      custom: 'texts',
      'media-type': 'text',
      'area-code': 'text',
      network: 'text',
    });
    const offerId = options.required('campaign').trim();
    const partnerId = options.required('partner').trim();
    const count = wholeNumberOption('count', options.required('count'), 1, MOST);
    const areaCode = options.text('area-code');
    const wish: NumberWish = areaCode === undefined ? TOLL_FREE : { kind: 'area', areaCode, only: false };
    const order = checkedOrder({
      description: options.text('description') ?? 'aff {partner} / offer {offer} / {n}',
      mediaType: options.text('media-type') ?? 'Online: Other',
      customData: fieldWords(options.texts('custom'), 'custom'),
      wish,
    });
    return withJobs(context, async ({ store, run }) => {
      const network = await invocaNetworkNamed(store, options.text('network'));
      await requireOffer(store, network, offerId, context);
      const { batchId } = await store.write.requestNumbers({
        networkId: network.id,
        batchName: `${count} for partner ${partnerId} on campaign ${offerId}`,
        numbers: Array.from({ length: count }, (_, index) => ({
          line: index + 1,
          offerId,
          partnerId,
          order,
        })),
        skipped: [],
        now: context.now(),
      });
      const id = batchId ?? 0;
      await runUntilSettled(id, { store, run, context });
      return toldOf(await resultOf(store, id));
    });
  },
};

/** Runs jobs again while some of the batch are only waiting to be looked for, for a while. */
async function runUntilSettled(
  batchId: number,
  {
    store,
    run,
    context,
  }: {
    readonly store: DeskStore;
    readonly run: () => Promise<unknown>;
    readonly context: CommandContext;
  },
): Promise<void> {
  const pause = context.pause ?? ((ms: number, signal: AbortSignal) => realPause(ms, undefined, { signal }));
  const until = context.now() + PATIENCE_MS;
  for (;;) {
    await run();
    const filter = { batchId, states: ['queued' as const] };
    const { rows } = await store.read.jobPage({ filter, index: 0, limit: 200, now: context.now() });
    const soon = rows.some(({ dueAt, wait }) => wait === 'network' && (dueAt ?? 0) <= until);
    if (!soon || context.now() >= until || context.signal.aborted) return;
    await pause(PAUSE_MS, context.signal).catch(() => undefined);
  }
}

async function resultOf(store: DeskStore, batchId: number): Promise<readonly BatchResultRow[]> {
  const rows: BatchResultRow[] = [];
  for (;;) {
    const piece = await store.read.batchResult({ batchId, after: rows.at(-1)?.seq ?? 0, limit: ROWS_A_READ });
    if (piece.length === 0) return rows;
    rows.push(...piece);
  }
}

function toldOf(rows: readonly BatchResultRow[]) {
  const created = rows
    .filter(({ state }) => state === 'active')
    .map(({ number, invocaId, idFromNetwork }) => ({
      number,
      id: invocaId,
      id_from_network: idFromNetwork,
    }));
  const told = (state: BatchResultRow['state']) =>
    rows
      .filter((row) => row.state === state)
      .map(({ idFromNetwork, reason }) => ({ id_from_network: idFromNetwork, reason }));
  const failed = told('failed');
  const waiting = told('requested');
  return {
    data: { created, failed, ...(waiting.length > 0 ? { waiting } : {}) },
    text: [
      ...created.map((one) => `${one.number} (${one.id_from_network})`),
      `${created.length} numbers created, ${failed.length} failed, ${waiting.length} waiting.`,
      ...[...failed, ...waiting].map((one) => `${one.id_from_network}: ${one.reason}`),
      ...(waiting.length > 0 ? ['What waits is done by “jobs run --once”, or by the app.'] : []),
    ].join('\n'),
  };
}
