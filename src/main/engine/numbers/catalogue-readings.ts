import { NetworkFault } from '#shared/domain/network-fault.ts';
import type { Catalogue, CatalogueProgress } from '../ports/catalogue.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { NetworkClient } from '../ports/network-client.ts';

/** A network's catalogue as it is being read, or was. */
export interface ReadingState {
  /** Null while it is not being read. */
  readonly progress: CatalogueProgress | null;
  /** Why the last reading did not end well. */
  readonly error: string | null;
}

/** Reads catalogues, each network's once at a time, whoever asks for it. */
export interface CatalogueReadings {
  /**
   * Reads and saves; joins a reading under way. True when it was saved, false when this kind of account lists nothing.
   * @throws what the network or the store threw
   */
  read(input: {
    readonly networkId: number;
    readonly client: Pick<NetworkClient, 'catalogue'>;
    readonly signal: AbortSignal;
  }): Promise<boolean>;
  state(networkId: number): ReadingState;
  /** Ends a reading under way; what was known before stays. */
  cancel(networkId: number): void;
}

interface Reading {
  readonly done: Promise<boolean>;
  readonly stop: AbortController;
  progress: CatalogueProgress;
}

/** Progress is told at most so often, since every telling has the window ask again. */
const TOLD_EVERY_MS = 1000;

/** @param parts.onProgress told when a reading begins, goes on, or ends */
export function catalogueReadings(parts: {
  readonly store: Pick<DeskStore, 'write'>;
  readonly clock: Clock;
  readonly onProgress?: () => void;
}): CatalogueReadings {
  const { store, clock } = parts;
  const onProgress = parts.onProgress ?? (() => undefined);
  const underWay = new Map<number, Reading>();
  const errors = new Map<number, string>();

  const begin = ({ networkId, client, signal }: Parameters<CatalogueReadings['read']>[0]): Reading => {
    const stop = new AbortController();
    let toldAt = 0;
    const tell = (progress: CatalogueProgress): void => {
      reading.progress = progress;
      if (clock() - toldAt < TOLD_EVERY_MS) return;
      toldAt = clock();
      onProgress();
    };
    const readAndSave = async (): Promise<boolean> => {
      const asOf = clock();
      const catalogue: Catalogue | null = await client.catalogue({
        signal: AbortSignal.any([signal, stop.signal]),
        onProgress: tell,
      });
      if (catalogue === null) return false;
      await store.write.saveCatalogue({ networkId, catalogue, asOf, now: clock() });
      return true;
    };
    const end = (error: string | null): void => {
      underWay.delete(networkId);
      if (error === null) errors.delete(networkId);
      else errors.set(networkId, error);
      onProgress();
    };
    const done = Promise.resolve()
      .then(readAndSave)
      .then(
        (saved) => {
          end(null);
          return saved;
        },
        (cause: unknown) => {
          const cancelled = cause instanceof NetworkFault && cause.kind === 'cancelled';
          end(cancelled ? null : cause instanceof Error ? cause.message : String(cause));
          throw cause;
        },
      );
    const reading: Reading = { done, stop, progress: { done: 0, known: 0 } };
    return reading;
  };

  return {
    read(input) {
      const known = underWay.get(input.networkId);
      if (known) return known.done;
      const reading = begin(input);
      underWay.set(input.networkId, reading);
      onProgress();
      return reading.done;
    },
    state: (networkId) => ({
      progress: underWay.get(networkId)?.progress ?? null,
      error: errors.get(networkId) ?? null,
    }),
    cancel: (networkId) => underWay.get(networkId)?.stop.abort(),
  };
}
