import { createHash } from 'node:crypto';
import { eventOfMeaning, owedMeaning } from '#shared/domain/delivery-event.ts';
import type {
  DeliveryEvent,
  EventChoice,
  SaidOfConversion,
  ToldBefore,
} from '#shared/domain/delivery-event.ts';
import { deliveryIdentityText, deliveryIdFromDigest } from '#shared/domain/delivery-id.ts';
import { expandTemplate } from '#shared/domain/macros.ts';
import { postbackBody } from '#shared/domain/postback-body.ts';
import { macroOrigin, postbackValues } from '#shared/domain/postback-values.ts';
import type { PostbackFacts } from '#shared/domain/postback-values.ts';
import { matchesConversion } from '#shared/domain/template-match.ts';
import type { TemplateReach } from '#shared/domain/template-match.ts';
import type { PostbackMethod } from '#shared/ipc/postbacks.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { eventsOf } from '../templates/stored-events.ts';

/** A template as deliveries are owed by it. */
export interface OwingTemplate extends TemplateReach, EventChoice {
  readonly key: string;
  readonly url: string;
  readonly receiver: string;
  readonly method: PostbackMethod;
}

/** A conversion whose change may owe deliveries. */
export interface OwedConversion {
  readonly conversionId: number;
  readonly networkId: number;
  /** What it said before the change; null for one that said nothing. What it says now is among the facts. */
  readonly before: SaidOfConversion | null;
  readonly facts: Omit<PostbackFacts, 'deliveryId' | 'event'>;
}

/** Puts deliveries into the outbox, in the transaction that causes them (postback-delivery.md promise 1). */
export interface OwedDeliveries {
  /**
   * Whether such a change could owe any at all: the desk owns conversions, and an active template tells of it. Asked before
   * the facts are gathered, since most rows owe nothing.
   */
  readonly possible: (before: SaidOfConversion | null, after: SaidOfConversion) => boolean;
  /** Owes the conversion's deliveries by every template that speaks for it; gives how many are new. */
  readonly owe: (conversion: OwedConversion, at: number) => number;
  /** What it would owe, by every template, owing nothing: for telling before a change what it would send. */
  readonly wouldOwe: (conversion: OwedConversion) => readonly WouldOwe[];
  /** The same by one template. */
  readonly oweBy: (template: OwingTemplate, conversion: OwedConversion, at: number) => number;
  readonly forget: () => void;
}

/** A delivery that would be owed. */
export interface WouldOwe {
  readonly receiver: string;
  readonly url: string;
  readonly event: DeliveryEvent;
}

interface TemplateRow {
  readonly id: number;
  readonly key: string;
  readonly url: string;
  readonly receiver: string;
  readonly network_id: number | null;
  readonly partner_id: string | null;
  readonly offer_id: string | null;
  readonly starts_at: number;
  readonly method: PostbackMethod;
  readonly events: string;
  readonly only_with_payout: number;
}

/** Macros and where their values came from, as kept with a delivery and shown in a preview. */
export interface UsedMacro {
  readonly macro: string;
  readonly value: string;
  readonly origin: string;
}

export function owedDeliveries(db: Sqlite): OwedDeliveries {
  const ownership = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'ownership'");
  const networkKey = db.prepare<[number], { key: string }>('SELECT key FROM networks WHERE id = ?');
  const active = db.prepare<[], TemplateRow>(
    'SELECT * FROM templates WHERE active = 1 AND removed = 0 ORDER BY id',
  );
  const knowReceiver = db.prepare<[string]>('INSERT OR IGNORE INTO receivers (receiver) VALUES (?)');
  const insert = db.prepare<
    [string, number, number, string, string, string, string | null, number, string, number, number, number]
  >(
    `INSERT INTO deliveries (delivery_id, template_id, conversion_id, meaning, receiver, url, body, payout, origins, state,
       called_at, created_at, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const toldTo = db.prepare<[number, string], ToldBefore>(
    `SELECT template_id AS templateId, meaning, payout FROM deliveries INDEXED BY deliveries_of_conversion
     WHERE conversion_id = ? AND receiver = ? ORDER BY id`,
  );
  let remembered: readonly OwingTemplate[] | null = null;
  let tellsMore = false;

  const templates = (): readonly OwingTemplate[] => {
    if (remembered === null) {
      remembered = ownership.get()?.value === 'desk' ? active.all().map(templateOf) : [];
      tellsMore = remembered.some(({ events }) => events.some((event) => event !== 'approved'));
    }
    return remembered;
  };

  const keys = new Map<number, string>();
  const keyOf = (networkId: number): string => {
    const key = keys.get(networkId) ?? networkKey.get(networkId)?.key ?? '';
    keys.set(networkId, key);
    return key;
  };

  const meaningOwed = (template: OwingTemplate, conversion: OwedConversion): string | null => {
    const { facts, networkId, conversionId, before } = conversion;
    const { partnerId, offerId, callStartedAt } = facts;
    if (!matchesConversion(template, { networkId, partnerId, offerId, callStartedAt })) return null;
    const told = before === null ? [] : toldTo.all(conversionId, template.receiver);
    return owedMeaning(template, before, facts, told);
  };

  const filledFor = (template: OwingTemplate, { facts, networkId }: OwedConversion, meaning: string) => {
    const deliveryId = deliveryIdOf(keyOf(networkId), template.key, facts.callId, meaning);
    const complete: PostbackFacts = { ...facts, deliveryId, event: eventOfMeaning(meaning) };
    return { complete, deliveryId, ...expandTemplate(template.url, postbackValues(complete)) };
  };

  const oweBy = (template: OwingTemplate, conversion: OwedConversion, at: number): number => {
    const meaning = meaningOwed(template, conversion);
    if (meaning === null) return 0;
    const { facts, conversionId } = conversion;
    const { callStartedAt } = facts;
    const { complete, deliveryId, url, used, empty } = filledFor(template, conversion, meaning);
    const origins = JSON.stringify(originsOf(complete, used, empty));
    knowReceiver.run(template.receiver);
    const calledAt = callStartedAt ?? at;
    return insert.run(
      deliveryId,
      template.id,
      conversionId,
      meaning,
      template.receiver,
      url,
      template.method === 'POST' ? postbackBody(complete, at) : null,
      facts.payout,
      origins,
      calledAt,
      at,
      at,
    ).changes;
  };

  return {
    possible: (before, after) => {
      if (templates().length === 0) return false;
      return after.status === 'approved' || (tellsMore && before?.status !== after.status);
    },
    owe: (conversion, at) =>
      templates().reduce((owed, template) => owed + oweBy(template, conversion, at), 0),
    wouldOwe: (conversion) =>
      templates().flatMap((template) => {
        const meaning = meaningOwed(template, conversion);
        if (meaning === null) return [];
        const { url } = filledFor(template, conversion, meaning);
        return [{ receiver: template.receiver, url, event: eventOfMeaning(meaning) }];
      }),
    oweBy,
    forget: () => {
      remembered = null;
    },
  };
}

/** Every macro a URL used, with where its value came from; macros without a value come last. */
export function originsOf(
  facts: PostbackFacts,
  used: readonly { readonly macro: string; readonly value: string }[],
  empty: readonly string[],
): UsedMacro[] {
  return [...used, ...empty.map((macro) => ({ macro, value: '' }))].map(({ macro, value }) => ({
    macro,
    value,
    origin: macroOrigin(macro, facts),
  }));
}

/** The id of a delivery: the same whenever and wherever it is worked out again (promise 5). */
export function deliveryIdOf(network: string, template: string, callId: string, meaning: string): string {
  const text = deliveryIdentityText({ network, callId, template, meaning });
  return deliveryIdFromDigest(createHash('sha256').update(text).digest('hex'));
}

function templateOf(row: TemplateRow): OwingTemplate {
  return {
    id: row.id,
    key: row.key,
    url: row.url,
    receiver: row.receiver,
    networkId: row.network_id,
    partnerId: row.partner_id,
    offerId: row.offer_id,
    startsAt: row.starts_at,
    active: true,
    method: row.method,
    events: eventsOf(row.events),
    onlyWithPayout: row.only_with_payout === 1,
  };
}
