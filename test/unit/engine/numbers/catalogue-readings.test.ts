import { describe, expect, it } from 'vitest';
import { catalogueReadings } from '#main/engine/numbers/catalogue-readings.ts';
import type { CatalogueProgress } from '#main/engine/ports/catalogue.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { NO_CATALOGUE } from '../scripted-client.ts';
import { deskStoreDouble } from '../desk-store-double.ts';

function desk() {
  let now = 5000;
  const saved: { readonly networkId: number; readonly asOf: number; readonly now: number }[] = [];
  const told: (CatalogueProgress | null)[] = [];
  const readings = catalogueReadings({
    store: deskStoreDouble({
      write: {
        saveCatalogue: ({ networkId, asOf, now: at }) => {
          saved.push({ networkId, asOf, now: at });
          return Promise.resolve();
        },
      },
    }),
    clock: () => now,
    onProgress: () => void told.push(readings.state(1).progress),
  });
  return { readings, saved, told, pass: (ms: number) => (now += ms) };
}
const signal = new AbortController().signal;

describe('reading a catalogue', () => {
  it('happens once, whoever asks, and is saved as of its beginning', async () => {
    const { readings, saved, told, pass } = desk();
    let calls = 0;
    let finish = (): void => undefined;
    const client = {
      catalogue: async ({ onProgress }: { onProgress?: (progress: CatalogueProgress) => void }) => {
        calls += 1;
        await new Promise<void>((resolve) => (finish = resolve));
        pass(3000);
        onProgress?.({ done: 4, known: 9 });
        return NO_CATALOGUE;
      },
    };
    const both = [1, 2].map(() => readings.read({ networkId: 1, client, signal }));
    await Promise.resolve();
    expect(readings.state(1)).toEqual({ progress: { done: 0, known: 0 }, error: null });
    finish();
    expect(await Promise.all(both)).toEqual([true, true]);
    expect(calls).toBe(1);
    expect(saved).toEqual([{ networkId: 1, asOf: 5000, now: 8000 }]);
    expect(told).toEqual([{ done: 0, known: 0 }, { done: 4, known: 9 }, null]);
    expect(readings.state(1)).toEqual({ progress: null, error: null });
  });

  it('keeps why it failed until one goes well, and a cancelled one is no failure', async () => {
    const { readings, saved } = desk();
    const failing = { catalogue: () => Promise.reject(new NetworkFault('server', 'It is down.')) };
    await expect(readings.read({ networkId: 1, client: failing, signal })).rejects.toThrow('It is down.');
    expect(readings.state(1).error).toBe('It is down.');
    const waiting = {
      catalogue: ({ signal: stop }: { signal: AbortSignal }) =>
        new Promise<null>((_resolve, reject) => {
          stop.addEventListener('abort', () => reject(new NetworkFault('cancelled', 'Cancelled.')));
        }),
    };
    const work = readings.read({ networkId: 2, client: waiting, signal });
    await Promise.resolve();
    readings.cancel(2);
    await expect(work).rejects.toThrow('Cancelled.');
    expect(readings.state(2)).toEqual({ progress: null, error: null });
    await readings.read({ networkId: 1, client: { catalogue: () => Promise.resolve(null) }, signal });
    expect(readings.state(1).error).toBeNull();
    expect(saved).toEqual([]);
  });
});
