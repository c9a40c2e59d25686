import type { TuneClient } from '#main/engine/ports/tune-client.ts';
import { decimalText } from '#shared/domain/money.ts';
import { instantOption, readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { environmentTokens } from '../environment-tokens.ts';
import { tuneAccountNamed } from '../tune-account-named.ts';
import { withStore } from '../with-store.ts';

type Printed = Readonly<Record<string, string | number | boolean | null>>;

interface Reading {
  readonly client: TuneClient;
  readonly signal: AbortSignal;
}

/** UTC milliseconds, the end excluded. */
interface Period {
  readonly from: number;
  readonly to: number;
}

type Read = (reading: Reading) => Promise<readonly Printed[]>;
type ReadOfPeriod = (reading: Reading, period: Period) => Promise<readonly Printed[]>;

const iso = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString();

const READS: Readonly<Record<string, Read>> = {
  offers: async ({ client, signal }) =>
    (await client.offers({ signal })).map((offer) => ({
      offer_id: offer.offerId,
      name: offer.name,
      status: offer.status,
      advertiser_id: offer.advertiserId,
      advertiser: offer.advertiserName,
      payout: decimalText(offer.payout),
      revenue: decimalText(offer.revenue),
      currency: offer.payout.currency,
      ref_id: offer.refId,
      requires_approval: offer.requiresApproval,
      has_goals: offer.hasGoals,
    })),
  partners: async ({ client, signal }) =>
    (await client.partners({ signal })).map((partner) => ({
      partner_id: partner.partnerId,
      name: partner.name,
      status: partner.status,
      ref_id: partner.refId,
    })),
  goals: async ({ client, signal }) =>
    (await client.goals({ signal })).map((goal) => ({
      goal_id: goal.goalId,
      offer_id: goal.offerId,
      name: goal.name,
      status: goal.status,
      protocol: goal.protocol,
      payout: decimalText(goal.payout),
      revenue: decimalText(goal.revenue),
      currency: goal.payout.currency,
    })),
  postbacks: async ({ client, signal }) =>
    (await client.postbacks({ signal })).map((postback) => ({
      postback_id: postback.postbackId,
      partner_id: postback.partnerId,
      offer_id: postback.offerId,
      goal_id: postback.goalId,
      type: postback.type,
      status: postback.status,
      code: postback.code,
      modified_at: iso(postback.modifiedAt),
    })),
  hostnames: async ({ client, signal }) =>
    (await client.hostnames({ signal })).map(({ domain, type, status }) => ({ domain, type, status })),
};

const READS_OF_PERIOD: Readonly<Record<string, ReadOfPeriod>> = {
  conversions: async ({ client, signal }, period) => {
    const asked = { ...period, signal };
    const conversions = await client.conversions(asked);
    const calls = await client.invocaTransactions(asked);
    return conversions.map((conversion) => ({
      tune_event_id: conversion.tuneEventId,
      invoca_transaction_id: calls.get(conversion.tuneEventId) ?? null,
      status: conversion.status,
      status_code: conversion.statusCode,
      payout: decimalText(conversion.payout),
      revenue: decimalText(conversion.revenue),
      currency: conversion.payout.currency,
      at: iso(conversion.at),
      offer_id: conversion.offerId,
      offer: conversion.offerName,
      partner_id: conversion.partnerId,
      partner: conversion.partnerName,
      goal_id: conversion.goalId,
      number: conversion.number,
      session_id: conversion.sessionId,
      ...conversion.subIds,
    }));
  },
  records: async ({ client, signal }, period) =>
    (await client.invocaRecords({ ...period, signal })).map((record) => ({
      transaction_id: record.transactionId,
      type: record.transactionType,
      corrects: record.correctsTransactionId,
      result: record.result,
      payout: decimalText(record.payout),
      revenue: decimalText(record.revenue),
      currency: record.payout.currency,
      at: iso(record.at),
      offer_id: record.offerId,
      partner_id: record.partnerId,
      duration_seconds: record.durationSeconds,
      added_to_conversions: record.addedToConversions,
    })),
};

const KINDS = [...Object.keys(READS), ...Object.keys(READS_OF_PERIOD)];

/** `tune read`: what a TUNE network holds, read from it now; nothing is stored and nothing is changed there. */
export const tuneReadCommand: Command = {
  name: 'tune read',
  usage: `tune read --what ${KINDS.join('|')} [--from ISO --to ISO] [--network NAME]`,
  async run(words, context) {
    const options = readWords(words, { what: 'text', from: 'text', to: 'text', network: 'text' });
    const what = options.required('what');
    const read = readOf(what, () => periodOf(options.required('from'), options.required('to')));
    const account = await withStore(
      context,
      async (store) => tuneAccountNamed(await store.read.tuneAccounts(), options.text('network')),
      { readOnly: true },
    );
    const token = await environmentTokens(context.environment)(account);
    const { tuneClients } = await import('#main/networks/tune/tune-client.ts');
    const client = tuneClients({ clock: context.now, random: context.random })(account, token);
    const found = await read({ client, signal: context.signal });
    const lines = found.map((row) =>
      Object.values(row)
        .map((value) => value ?? '–')
        .join('  '),
    );
    return {
      data: found,
      text: lines.length === 0 ? `${account.name} has no ${what} there.` : lines.join('\n'),
    };
  },
};

/** @throws UsageError when there is no such thing to read, or its period is missing */
function readOf(what: string, period: () => Period): Read {
  const read = Object.hasOwn(READS, what) ? READS[what] : undefined;
  if (read !== undefined) return read;
  const ofPeriod = Object.hasOwn(READS_OF_PERIOD, what) ? READS_OF_PERIOD[what] : undefined;
  if (ofPeriod === undefined)
    throw new UsageError(`--what is one of ${KINDS.join(', ')}; “${what}” is none of them.`);
  const asked = period();
  return (reading) => ofPeriod(reading, asked);
}

function periodOf(fromText: string, toText: string): Period {
  const from = instantOption('from', fromText);
  const to = instantOption('to', toText);
  if (to <= from) throw new UsageError('--to must be after --from.');
  return { from, to };
}
