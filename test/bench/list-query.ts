import { openStore } from '#main/store/open-store.ts';
import { conversionSort } from '#shared/ipc/conversions.ts';
import type { ConversionFilter, ConversionOrder } from '#shared/ipc/conversions.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { quantile } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { storedDesk } from './support/stored-desk.ts';

const DAY = 86_400_000;
const FIRST_CALL = Date.UTC(2026, 0, 5, 14, 0, 0);
const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (message: string) => console.error(message),
};

/** Every kind of condition the screen offers, alone and together. */
const FILTERS: readonly ConversionFilter[] = [
  {},
  { statuses: ['approved'] },
  { statuses: ['pending', 'rejected'] },
  { partnerIds: ['23'] },
  { partnerIds: ['24', '26'], statuses: ['approved'] },
  { offerIds: ['46'] },
  { offerIds: ['45'], partnerIds: ['25'] },
  { from: FIRST_CALL + 3 * DAY, to: FIRST_CALL + 10 * DAY },
  { from: FIRST_CALL + 5 * DAY, statuses: ['pending'] },
  { text: 'couponfield' },
  { text: 'click-4711' },
  { zeroPayout: true },
  { unknownResult: true },
];

/** First page and count of every filter in every order, at a million conversions and at ten thousand. */
export async function listFigures(): Promise<readonly Figure[]> {
  const small = await measure(10_000);
  const large = await measure(1_000_000);
  return [
    {
      name: 'conversions list, first page and count, p95 at 1,000,000',
      measured: large,
      unit: 'ms',
      floor: small,
      goal: '≤ 3× and ≤ 50 ms',
      met: large / small <= 3 && large <= 50,
    },
  ];
}

async function measure(conversions: number): Promise<number> {
  const { file } = await storedDesk(conversions);
  const store = await openStore({
    file,
    threadScript: new URL('../../src/main/store-thread.ts', import.meta.url),
    readers: 1,
    log: quiet,
    now: Date.now,
  });
  const samples: { readonly ms: number; readonly what: string }[] = [];
  for (const by of conversionSort.options) {
    for (const descending of [true, false]) {
      for (const filter of FILTERS) samples.push(await timed(store, filter, { by, descending }));
    }
  }
  await store.close();
  const slowest = samples.toSorted((a, b) => b.ms - a.ms).slice(0, 8);
  console.error(
    `slowest at ${conversions}:\n${slowest.map(({ ms, what }) => `  ${ms.toFixed(1)} ms ${what}`).join('\n')}`,
  );
  return quantile(
    samples.map(({ ms }) => ms),
    0.95,
  );
}

async function timed(
  store: DeskStore,
  filter: ConversionFilter,
  order: ConversionOrder,
): Promise<{ ms: number; what: string }> {
  const started = performance.now();
  await Promise.all([
    store.read.conversionPage({ filter, order, index: 0, limit: 100 }),
    store.read.conversionTotals({ filter, order }),
  ]);
  return { ms: performance.now() - started, what: JSON.stringify({ filter, order }) };
}
