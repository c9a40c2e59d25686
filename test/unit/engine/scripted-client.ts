import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { NetworkClient } from '#main/engine/ports/network-client.ts';
import { lastTransactionId } from '#main/networks/invoca/page-tail.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';

type Row = Readonly<Record<string, unknown>>;

/** A network whose log a test writes, and which fails when the test says so. */
export interface ScriptedNetwork {
  readonly client: NetworkClient;
  readonly log: Row[];
  /** Rows known by id alone. */
  readonly elsewhere: Row[];
  /** The cursors that were asked for, in order. */
  readonly asked: string[];
  readonly lookedUp: string[];
  /** Thrown by the next calls, one each; then all is well again. */
  readonly faults: Error[];
  catalogue: () => Promise<Catalogue | null>;
  /** Answers wait for it. */
  gate: Promise<void>;
  inFlight: number;
  mostInFlight: number;
}

export const NO_CATALOGUE: Catalogue = {
  partners: [],
  offers: [],
  campaigns: [],
  numbers: [],
  ringPools: [],
};

/** A network with the given log. */
export function scriptedNetwork(log: Row[]): ScriptedNetwork {
  const page = (rows: readonly Row[]): Uint8Array => new TextEncoder().encode(JSON.stringify(rows));
  const network: ScriptedNetwork = {
    log,
    elsewhere: [],
    asked: [],
    lookedUp: [],
    faults: [],
    catalogue: () => Promise.resolve(NO_CATALOGUE),
    gate: Promise.resolve(),
    inFlight: 0,
    mostInFlight: 0,
    client: {
      async transactionPage({ cursor, limit, signal }) {
        network.asked.push(cursor);
        network.inFlight += 1;
        network.mostInFlight = Math.max(network.mostInFlight, network.inFlight);
        try {
          await Promise.race([network.gate, aborted(signal)]);
          if (signal.aborted) throw new NetworkFault('cancelled', 'The request was cancelled.');
          const fault = network.faults.shift();
          if (fault !== undefined) throw fault;
          const index = log.findIndex((row) => row['transaction_id'] === cursor);
          return page(log.slice(cursor === '' ? 0 : index + 1).slice(0, limit));
        } finally {
          network.inFlight -= 1;
        }
      },
      cursorAfter: lastTransactionId,
      transactionById({ transactionId }) {
        network.lookedUp.push(transactionId);
        const fault = network.faults.shift();
        if (fault !== undefined) return Promise.reject(fault);
        return Promise.resolve(
          page([...network.elsewhere, ...log].filter((row) => row['transaction_id'] === transactionId)),
        );
      },
      catalogue: () => network.catalogue(),
      probe: () => Promise.resolve(),
    },
  };
  return network;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
