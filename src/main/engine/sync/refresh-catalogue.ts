import { catalogueReadings } from '../numbers/catalogue-readings.ts';
import type { CatalogueReadings } from '../numbers/catalogue-readings.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { NetworkClient } from '../ports/network-client.ts';
import type { NetworkRecord } from '../ports/network-record.ts';
import type { Scheduler } from '../scheduler.ts';

/** Names of partners, offers and numbers are read again after an hour at the earliest (invoca.md 7.5). */
const CATALOGUE_AGE = 3_600_000;

/**
 * How long calls wait for the catalogue: the first one lets calls join to numbers as they arrive, so it is worth more
 * patience; but a catalogue that hangs must not keep calls away.
 */
const HEAD_START = { first: 30_000, again: 5000 } as const;

/** A catalogue that is being read beside the calls. */
export interface CatalogueWork {
  /** Settles when the catalogue is there or has had its head start. */
  readonly headStart: Promise<void>;
  /** True when it was saved, false when there was nothing to do; rejects with what went wrong. */
  readonly done: Promise<boolean>;
}

/** Reads the catalogue again when it is old or was never read. Unknown to the network's kind of user: nothing to do. */
export function refreshCatalogue(parts: {
  readonly network: NetworkRecord;
  readonly client: NetworkClient;
  readonly store: DeskStore;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly signal: AbortSignal;
  /** Shared with whoever else reads catalogues; its own without it. */
  readonly readings?: CatalogueReadings;
}): CatalogueWork {
  const { network, clock } = parts;
  const age = network.catalogueAt === null ? Infinity : clock() - network.catalogueAt;
  if (age < CATALOGUE_AGE) return { headStart: Promise.resolve(), done: Promise.resolve(false) };
  const readings = parts.readings ?? catalogueReadings({ store: parts.store, clock });
  const done = readings.read({ networkId: network.id, client: parts.client, signal: parts.signal });
  const patience = network.catalogueAt === null ? HEAD_START.first : HEAD_START.again;
  const headStart = new Promise<void>((resolve) => {
    const give = parts.scheduler.after(patience, resolve);
    const settle = (): void => {
      give();
      resolve();
    };
    done.then(settle, settle);
  });
  return { headStart, done };
}
