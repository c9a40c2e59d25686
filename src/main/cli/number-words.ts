import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { UsageError } from './command.ts';
import type { CommandContext } from './command.ts';
import { environmentTokens } from './environment-tokens.ts';

/** A person waits at a terminal: fewer repetitions than the app makes in the background. */
const RETRY_DELAYS_MS: readonly number[] = [2000, 6000];

/**
 * The Invoca network meant: the one named, or the only one asked as a network.
 * @throws UsageError when that says none, or more than one
 */
export async function invocaNetworkNamed(store: DeskStore, name: string | undefined): Promise<NetworkRecord> {
  const networks = (await store.read.networks()).filter(({ user }) => user === 'network');
  const meant = name === undefined ? networks : networks.filter((network) => network.name === name);
  const [network, ...others] = meant;
  if (!network) {
    throw new UsageError(
      name === undefined
        ? 'No Invoca network is connected that lists offers. Add one with “network add invoca”.'
        : `No Invoca network that lists offers is called “${name}”.`,
    );
  }
  if (others.length > 0) {
    const names = meant.map((one) => `“${one.name}”`).join(', ');
    throw new UsageError(`There are several networks: ${names}. Say which with --network.`);
  }
  return network;
}

/**
 * Makes sure that the desk knows where an offer is, by reading what the network lists if it must.
 * @throws DeskError not_found when the network does not list it either
 */
export async function requireOffer(
  store: DeskStore,
  network: NetworkRecord,
  offerId: string,
  context: CommandContext,
): Promise<void> {
  const at = { networkId: network.id, offerId };
  if ((await store.read.offerPlace(at)) !== null) return;
  const [{ invocaClients }, { catalogueReadings }] = await Promise.all([
    import('#main/networks/invoca/invoca-client.ts'),
    import('#main/engine/numbers/catalogue-readings.ts'),
  ]);
  const token = await environmentTokens(context.environment)(network);
  const clients = invocaClients({ random: context.random, retryDelaysMs: RETRY_DELAYS_MS });
  const readings = catalogueReadings({ store, clock: context.now });
  const { signal } = context;
  await readings.read({ networkId: network.id, client: clients(network, token), signal });
  if ((await store.read.offerPlace(at)) !== null) return;
  throw new DeskError('not_found', `${network.name} does not list the campaign ${offerId}.`);
}
