import { SpcFault } from '#shared/domain/spc-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { SpcNetwork } from '../ports/network-record.ts';
import type { SessionClientFactory } from '../ports/session-client.ts';
import type { TokenSource } from '../ports/token-source.ts';
import { pollCampaign } from './poll-campaign.ts';

/** What reading the calls of session numbers is made of. */
export interface CallPollParts {
  readonly store: Pick<DeskStore, 'read' | 'write'>;
  readonly sessions: SessionClientFactory;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly log: EngineLog;
}

/** What a round over all accounts brought; `faults` are sentences for a person. */
export interface CallRound {
  readonly added: number;
  readonly changed: number;
  readonly faults: readonly string[];
}

/**
 * Reads the calls of every SPC account that offers them, campaign by campaign. A campaign the network does not know
 * stops no other; any other fault ends its account's turn and is kept with the account. Never throws.
 */
export async function pollCalls(parts: CallPollParts, signal: AbortSignal): Promise<CallRound> {
  const total = { added: 0, changed: 0 };
  const faults: string[] = [];
  const networks = (await parts.store.read.spcNetworks()).filter(({ extensions }) => extensions);
  for (const network of networks) {
    if (signal.aborted) break;
    const told: string[] = [];
    try {
      await pollAccount(network, parts, signal, total, told);
    } catch (error) {
      if (signal.aborted) break;
      told.push(sentenceOf(error, parts.log));
    }
    const error = told.length === 0 ? null : told.join(' ');
    await parts.store.write.recordSync({ networkId: network.id, at: parts.clock(), error });
    faults.push(...told.map((sentence) => `${network.name}: ${sentence}`));
  }
  return { ...total, faults };
}

async function pollAccount(
  network: SpcNetwork,
  { store, sessions, tokens, clock }: CallPollParts,
  signal: AbortSignal,
  total: { added: number; changed: number },
  told: string[],
): Promise<void> {
  const polls = await store.read.callPolls({ networkId: network.id });
  if (polls.length === 0) return;
  const client = sessions(network, await tokens(network));
  for (const poll of polls) {
    if (signal.aborted) return;
    try {
      const parts = { networkId: network.id, client, store: store.write, clock, signal };
      const { added, changed } = await pollCampaign(poll, parts);
      total.added += added;
      total.changed += changed;
    } catch (error) {
      if (!(error instanceof SpcFault) || error.fault.kind !== 'campaign_not_found') throw error;
      told.push(`The network does not know the campaign ${poll.campaignId}.`);
    }
  }
}

function sentenceOf(error: unknown, log: EngineLog): string {
  if (error instanceof SpcFault || error instanceof DeskError) return error.message;
  log.error('Calls of session numbers could not be read.', error);
  return 'The desk could not store the calls it received. The log has the details.';
}
