import { createHash } from 'node:crypto';
import { deliveryIdentityText, deliveryIdFromDigest } from '#shared/domain/delivery-id.ts';
import { expandTemplate } from '#shared/domain/macros.ts';
import { macroOrigin, postbackValues } from '#shared/domain/postback-values.ts';
import type { PostbackFacts } from '#shared/domain/postback-values.ts';
import { matchesConversion } from '#shared/domain/template-match.ts';
import type { TemplateReach } from '#shared/domain/template-match.ts';
import type { Sqlite } from '../file/sqlite.ts';

/** A template as deliveries are owed by it. */
export interface OwingTemplate extends TemplateReach {
  readonly id: number;
  readonly key: string;
  readonly url: string;
  readonly receiver: string;
}

/** An approved conversion for which deliveries may be owed. */
export interface OwedConversion {
  readonly conversionId: number;
  readonly networkId: number;
  readonly facts: Omit<PostbackFacts, 'deliveryId'>;
}

/** Puts deliveries into the outbox, in the transaction that causes them (postback-delivery.md promise 1). */
export interface OwedDeliveries {
  /** Whether any could be owed at all: the desk owns conversions, and a template is active. */
  readonly possible: () => boolean;
  /** Owes the conversion's deliveries by every template that speaks for it; gives how many are new. */
  readonly owe: (conversion: OwedConversion, at: number) => number;
  /** The same by one template. */
  readonly oweBy: (template: OwingTemplate, conversion: OwedConversion, at: number) => number;
  readonly forget: () => void;
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
  const insert = db.prepare<[string, number, number, string, string, string, string, number, number, number]>(
    `INSERT INTO deliveries (delivery_id, template_id, conversion_id, meaning, receiver, url, origins, state, called_at,
       created_at, due_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  let remembered: readonly OwingTemplate[] | null = null;

  const templates = (): readonly OwingTemplate[] => {
    remembered ??= ownership.get()?.value === 'desk' ? active.all().map(templateOf) : [];
    return remembered;
  };

  const keys = new Map<number, string>();
  const keyOf = (networkId: number): string => {
    const key = keys.get(networkId) ?? networkKey.get(networkId)?.key ?? '';
    keys.set(networkId, key);
    return key;
  };

  const oweBy = (template: OwingTemplate, conversion: OwedConversion, at: number): number => {
    const { facts, networkId, conversionId } = conversion;
    const { partnerId, offerId, callStartedAt, status } = facts;
    if (!matchesConversion(template, { networkId, partnerId, offerId, callStartedAt, status })) return 0;
    const deliveryId = deliveryIdOf(keyOf(networkId), template.key, facts.callId, status);
    const complete: PostbackFacts = { ...facts, deliveryId };
    const { url, used, empty } = expandTemplate(template.url, postbackValues(complete));
    const origins = JSON.stringify(originsOf(complete, used, empty));
    knowReceiver.run(template.receiver);
    const calledAt = callStartedAt ?? at;
    return insert.run(
      deliveryId,
      template.id,
      conversionId,
      status,
      template.receiver,
      url,
      origins,
      calledAt,
      at,
      at,
    ).changes;
  };

  return {
    possible: () => templates().length > 0,
    owe: (conversion, at) =>
      templates().reduce((owed, template) => owed + oweBy(template, conversion, at), 0),
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
  };
}
