import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { Random } from '#main/engine/ports/random.ts';
import type { TuneAccount, TuneClient, TuneClientFactory } from '#main/engine/ports/tune-client.ts';
import { decimalText } from '#shared/domain/money.ts';
import type { Money } from '#shared/domain/money.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { guardedAgent } from '../http/guarded-agent.ts';
import type { Resolver } from '../http/guarded-agent.ts';
import { httpSendOver, LARGEST_ANSWER } from '../http/http-send.ts';
import type { HttpSend } from '../http/http-send.ts';
import { callLimiter } from './call-limiter.ts';
import type { CallLimiter, Sleep } from './call-limiter.ts';
import { readReport } from './conversions-report.ts';
import {
  conversionOf,
  goalOf,
  hostnameOf,
  invocaRecordOf,
  offerOf,
  partnerOf,
  postbackOf,
  stateOf,
} from './facts.ts';
import {
  GOALS,
  HOSTNAMES,
  importedConversionsOf,
  invocaRecordsOf,
  OFFERS,
  PARTNERS,
  POSTBACKS,
} from './listings.ts';
import { daysOf, zoneIn } from './network-clock.ts';
import { readEntry, readPages } from './pages.ts';
import type { Listing } from './pages.ts';
import type { PhpParameters } from './php-query.ts';
import { conversionRecord, fieldsOf } from './records.ts';
import { tuneCall } from './tune-call.ts';
import type { TuneCall, TuneWire } from './tune-call.ts';

const TIMEOUT_MS = 60_000;
const RETRY_DELAYS_MS: readonly number[] = [2000, 8000, 30_000];
const CONNECTIONS = 2;

/** What the clients of one process share; everything that is not said has its default. */
export interface TuneClientParts {
  readonly resolver?: Resolver;
  /** Another way out, for a machine behind a proxy; it is asked for before every request. */
  readonly send?: HttpSend;
  readonly clock?: Clock;
  readonly random?: Random;
  readonly sleep?: Sleep;
  readonly timeoutMs?: number;
  readonly retryDelaysMs?: readonly number[];
  /** The limits of networks, to be shared with clients that are made otherwise. */
  readonly limiters?: Map<string, CallLimiter>;
}

/**
 * Makes clients of TUNE networks that share their connection pools and, of one network, its limit of calls. A network is
 * asked over https, or over plain http when its address is this machine; the client of any other refuses every call.
 */
export function tuneClients(parts: TuneClientParts = {}): TuneClientFactory {
  const pool = {
    ...(parts.resolver === undefined ? {} : { resolver: parts.resolver }),
    connections: CONNECTIONS,
    maxResponseBytes: LARGEST_ANSWER,
  };
  const outside = parts.send ?? httpSendOver(guardedAgent('account', pool));
  const thisMachine = httpSendOver(guardedAgent('loopback', pool));
  const clock = parts.clock ?? Date.now;
  const sleep = parts.sleep ?? ((ms, signal) => wait(ms, undefined, { signal }));
  const limiters = parts.limiters ?? new Map<string, CallLimiter>();
  const limiterOf = (network: string): CallLimiter => {
    const limiter = limiters.get(network) ?? callLimiter({ clock, sleep });
    limiters.set(network, limiter);
    return limiter;
  };

  return (account, token) => {
    const address = networkAddress(account.baseUrl);
    if (!address.ok) {
      const message = `${account.name} cannot be asked. ${address.message}`;
      return tuneClient(account, () => Promise.reject(new NetworkFault('refused_address', message)));
    }
    const wire: TuneWire = {
      networkName: account.name,
      baseUrl: address.baseUrl,
      networkId: account.networkId,
      token: token.trim(),
      send: address.loopback ? thisMachine : outside,
      limiter: limiterOf(`${address.baseUrl} ${account.networkId}`),
      clock,
      sleep,
      random: parts.random ?? Math.random,
      timeoutMs: parts.timeoutMs ?? TIMEOUT_MS,
      retryDelaysMs: parts.retryDelaysMs ?? RETRY_DELAYS_MS,
    };
    return tuneClient(account, tuneCall(wire));
  };
}

function tuneClient(account: TuneAccount, call: TuneCall): TuneClient {
  const { name: networkName, currency } = account;
  let knownZone = account.timeZone;

  const zoneOf = async (signal: AbortSignal): Promise<string> => {
    if (knownZone !== null) return knownZone;
    const method = 'Application::getTimezone';
    const data = await call({ method, parameters: {}, kind: 'read', what: 'read the time zone', signal });
    knownZone = zoneIn(data, networkName);
    return knownZone;
  };
  const read = <Row>(listing: Listing<Row>, signal: AbortSignal): Promise<readonly Row[]> =>
    readPages(call, listing, { networkName, signal });
  /** Maps keyed by numbers lose their order on the way, so it is made here. */
  const readInOrder = async <Row>(listing: Listing<Row>, signal: AbortSignal): Promise<readonly Row[]> =>
    (await read(listing, signal)).toSorted((a, b) =>
      listing.keyOf(a).localeCompare(listing.keyOf(b), 'en', { numeric: true }),
    );
  const decimalOf = (amount: Money): string => {
    if (amount.currency !== currency)
      throw new RangeError(`${networkName} pays in ${currency}, not in ${amount.currency}`);
    return decimalText(amount);
  };
  const write = async (
    method: string,
    parameters: PhpParameters,
    what: string,
    signal: AbortSignal,
  ): Promise<void> => {
    const data = await call({ method, parameters, kind: 'write', what, signal });
    if (data === false || data === '0' || data === 0)
      throw new NetworkFault('invalid', `${networkName} was asked to ${what} and did not.`);
  };

  return {
    async probe({ signal }) {
      const what = 'read the offers';
      const parameters = { fields: ['id'], limit: '1', page: '1' };
      await call({ method: 'Offer::findAll', parameters, kind: 'read', what, signal });
      return { timeZone: await zoneOf(signal) };
    },
    async offers({ signal }) {
      return (await readInOrder(OFFERS, signal)).map((record) => offerOf(account, record));
    },
    async partners({ signal }) {
      return (await readInOrder(PARTNERS, signal)).map(partnerOf);
    },
    async goals({ signal }) {
      return (await readInOrder(GOALS, signal)).map((record) => goalOf(account, record));
    },
    async postbacks({ signal }) {
      const zone = await zoneOf(signal);
      return (await readInOrder(POSTBACKS, signal)).map((record) => postbackOf(record, zone));
    },
    async conversions({ from, to, signal }) {
      const zone = await zoneOf(signal);
      const range = daysOf(from, to, zone);
      const rows = range === null ? [] : await readReport(call, range, { networkName, signal });
      const found = rows.map((row) => conversionOf(account, row, zone));
      return within(found, from, to);
    },
    async invocaRecords({ from, to, signal }) {
      const zone = await zoneOf(signal);
      const range = daysOf(from, to, zone);
      const rows = range === null ? [] : await read(invocaRecordsOf(range), signal);
      const found = rows.map((row) => invocaRecordOf(account, row, zone));
      return within(found, from, to);
    },
    async invocaTransactions({ from, to, signal }) {
      const range = daysOf(from, to, await zoneOf(signal));
      const rows = range === null ? [] : await read(importedConversionsOf(range), signal);
      return new Map(
        rows.flatMap(({ Conversion, RingRevenue }) =>
          RingRevenue ? [[Conversion.tune_event_id, RingRevenue.transaction_id] as const] : [],
        ),
      );
    },
    async hostnames({ signal }) {
      return (await readInOrder(HOSTNAMES, signal)).map(hostnameOf);
    },
    async conversionState({ tuneEventId, signal }) {
      const what = `read conversion ${tuneEventId}`;
      const parameters = { tune_event_id: tuneEventId, fields: fieldsOf(conversionRecord.shape.Conversion) };
      const data = await call({ method: 'Conversion::findById', parameters, kind: 'read', what, signal });
      const where = `${networkName}, asked to ${what}`;
      return stateOf(account, readEntry(data, conversionRecord, where));
    },
    async setState({ tuneEventId: id, state, signal }) {
      const payout = decimalOf(state.payout);
      const data = { status: state.status, payout, revenue: decimalOf(state.revenue) };
      const what = `make conversion ${id} ${state.status} with a payout of ${payout}`;
      await write('Conversion::update', { tune_event_id: id, data, return_object: '0' }, what, signal);
    },
    setStatus: ({ tuneEventId: id, status, signal }) =>
      write(
        'Conversion::updateStatus',
        { tune_event_id: id, status },
        `make conversion ${id} ${status}`,
        signal,
      ),
    async setPayout({ tuneEventId: id, payout, signal }) {
      const change = { field: 'payout', value: decimalOf(payout) };
      const what = `change the payout of conversion ${id}`;
      await write('Conversion::updateField', { tune_event_id: id, ...change }, what, signal);
    },
    setNote: ({ tuneEventId: id, note, signal }) =>
      write(
        'Conversion::updateMeta',
        { tune_event_id: id, data: { note } },
        `add a note to conversion ${id}`,
        signal,
      ),
  };
}

function within<Row extends { readonly at: number }>(rows: readonly Row[], from: number, to: number): Row[] {
  return rows.filter(({ at }) => at >= from && at < to).toSorted((a, b) => a.at - b.at);
}
