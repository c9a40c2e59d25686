import type { FollowerClientFactory } from '#main/engine/ports/follower-client.ts';
import type { NetworkClient, NetworkClientFactory } from '#main/engine/ports/network-client.ts';
import type { NumbersClient, NumbersClientFactory } from '#main/engine/ports/numbers-client.ts';
import type { SessionClient, SessionClientFactory } from '#main/engine/ports/session-client.ts';
import type { TuneClient, TuneClientFactory } from '#main/engine/ports/tune-client.ts';
import type { WaysOut } from './ways-out.ts';

/**
 * The ways out of this machine, loaded when a request first needs them: they are the heaviest part of the app, and
 * reading and composing need none of them.
 */
export function lateWaysOut(load: () => Promise<WaysOut>): WaysOut {
  let loading: Promise<WaysOut> | null = null;
  const ways = (): Promise<WaysOut> => (loading ??= load());
  const late =
    (kind: 'clients' | 'testClients'): NetworkClientFactory =>
    (network, token) => {
      let made: NetworkClient | null = null;
      const client = async (): Promise<NetworkClient> => (made ??= (await ways())[kind](network, token));
      return {
        transactionPage: async (asked) => (await client()).transactionPage(asked),
        // There is no page before the client that fetched it.
        cursorAfter: (page) => made?.cursorAfter(page) ?? null,
        transactionById: async (asked) => (await client()).transactionById(asked),
        catalogue: async (asked) => (await client()).catalogue(asked),
        probe: async (asked) => (await client()).probe(asked),
      };
    };
  const sessions: SessionClientFactory = (network, apiKey) => {
    let made: SessionClient | null = null;
    const client = async (): Promise<SessionClient> => (made ??= (await ways()).sessions(network, apiKey));
    return {
      requestNumber: async (asked) => (await client()).requestNumber(asked),
      updateInformation: async (asked) => (await client()).updateInformation(asked),
      release: async (asked) => (await client()).release(asked),
      calls: async (asked) => (await client()).calls(asked),
      probe: async (asked) => (await client()).probe(asked),
      clockDifferenceMs: () => made?.clockDifferenceMs() ?? null,
    };
  };
  const numbers: NumbersClientFactory = (network, token) => {
    let made: NumbersClient | null = null;
    const client = async (): Promise<NumbersClient> => (made ??= (await ways()).numbers(network, token));
    return {
      number: async (asked) => (await client()).number(asked),
      createNumber: async (asked) => (await client()).createNumber(asked),
      changeNumber: async (asked) => (await client()).changeNumber(asked),
      removeNumber: async (asked) => (await client()).removeNumber(asked),
      ringPool: async (asked) => (await client()).ringPool(asked),
      createRingPool: async (asked) => (await client()).createRingPool(asked),
      changeRingPool: async (asked) => (await client()).changeRingPool(asked),
      removeRingPool: async (asked) => (await client()).removeRingPool(asked),
      allocate: async (asked) => (await client()).allocate(asked),
      partnerCampaign: async (asked) => (await client()).partnerCampaign(asked),
      apply: async (asked) => (await client()).apply(asked),
    };
  };
  const lateTune =
    (kind: 'tune' | 'testTune'): TuneClientFactory =>
    (account, token) => {
      let made: TuneClient | null = null;
      const client = async (): Promise<TuneClient> => (made ??= (await ways())[kind](account, token));
      return {
        probe: async (asked) => (await client()).probe(asked),
        offers: async (asked) => (await client()).offers(asked),
        partners: async (asked) => (await client()).partners(asked),
        goals: async (asked) => (await client()).goals(asked),
        postbacks: async (asked) => (await client()).postbacks(asked),
        conversions: async (asked) => (await client()).conversions(asked),
        invocaRecords: async (asked) => (await client()).invocaRecords(asked),
        invocaTransactions: async (asked) => (await client()).invocaTransactions(asked),
        hostnames: async (asked) => (await client()).hostnames(asked),
        conversionState: async (asked) => (await client()).conversionState(asked),
        setState: async (asked) => (await client()).setState(asked),
        setStatus: async (asked) => (await client()).setStatus(asked),
        setPayout: async (asked) => (await client()).setPayout(asked),
        setNote: async (asked) => (await client()).setNote(asked),
      };
    };
  const followers: FollowerClientFactory = (account, token) => ({
    page: async (asked) => (await ways()).followers(account, token).page(asked),
  });
  return {
    clients: late('clients'),
    testClients: late('testClients'),
    sessions,
    followers,
    numbers,
    periods: (network, token) => ({
      page: async (asked) => (await ways()).periods(network, token).page(asked),
    }),
    tune: lateTune('tune'),
    testTune: lateTune('testTune'),
    postbacks: async (asked) => (await ways()).postbacks(asked),
    close: async () => {
      if (loading) await (await loading).close();
    },
  };
}
