import type { CatalogueAge } from '#shared/ipc/campaigns.ts';
import type { ChangeTopic } from '#shared/ipc/contract.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { NetworkClientFactory } from '../ports/network-client.ts';
import type { TokenSource } from '../ports/token-source.ts';
import type { CatalogueReadings } from './catalogue-readings.ts';

/** What a person sees and does about how old the catalogues of networks are. */
export interface CatalogueDesk {
  ages(): Promise<readonly CatalogueAge[]>;
  /** Begins to read a network's catalogue again, in the background. @throws DeskError not_found, not_permitted */
  refresh(networkId: number): Promise<void>;
  cancel(networkId: number): void;
}

export function catalogueDesk(parts: {
  readonly read: Pick<DeskReader, 'networks'>;
  readonly readings: CatalogueReadings;
  readonly clients: NetworkClientFactory;
  readonly tokens: TokenSource;
  readonly log: EngineLog;
  readonly signal: AbortSignal;
  readonly onChange: (topics: readonly ChangeTopic[]) => void;
}): CatalogueDesk {
  const { read, readings, log } = parts;
  return {
    async ages() {
      const networks = await read.networks();
      return networks
        .filter(({ user }) => user === 'network')
        .map(({ id, name, catalogueAt }) => ({
          networkId: id,
          networkName: name,
          readAt: catalogueAt,
          ...readings.state(id),
        }));
    },
    async refresh(networkId) {
      const network = (await read.networks()).find(({ id }) => id === networkId);
      if (!network) throw new DeskError('not_found', 'This network is not connected any more.');
      if (network.user !== 'network') {
        const message = `${network.name} is not asked as a network, so it lists no offers and partners.`;
        throw new DeskError('not_permitted', message);
      }
      const client = parts.clients(network, await parts.tokens(network));
      void readings.read({ networkId, client, signal: parts.signal }).then(
        (saved) => saved && parts.onChange(['catalogue', 'numbers', 'conversions']),
        (error: unknown) => {
          // The person is told by the state of the reading.
          if (!(error instanceof NetworkFault))
            log.error(`${network.name}: its offers could not be kept.`, error);
        },
      );
    },
    cancel: (networkId) => readings.cancel(networkId),
  };
}
