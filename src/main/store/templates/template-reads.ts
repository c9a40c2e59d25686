import type { PostbackTemplate, TemplateDraft, TemplatePreview } from '#shared/ipc/postbacks.ts';
import { eventOfMeaning } from '#shared/domain/delivery-event.ts';
import { checkTemplate, expandTemplate } from '#shared/domain/macros.ts';
import { postbackBody } from '#shared/domain/postback-body.ts';
import { postbackValues } from '#shared/domain/postback-values.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { deliveryIdOf, originsOf } from '../deliveries/owed-deliveries.ts';
import { ownershipOf } from '../file/meta.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { conversionsInScope } from './conversions-in-scope.ts';
import { storedPostbackFacts } from './postback-facts.ts';
import { eventsOf } from './stored-events.ts';
import { templateOf, templateRows } from './template-rows.ts';

/** Reads of postback templates: what there are, what a draft would send, and what saving it would owe. */
export function templateReads(db: Sqlite): {
  readonly templates: () => PostbackTemplate[];
  readonly templatePreview: (input: {
    readonly draft: TemplateDraft;
    readonly conversionId: number | null;
  }) => TemplatePreview;
  templateConsequence(input: { readonly draft: TemplateDraft; readonly now: number }): {
    readonly wouldOwe: number;
  };
} {
  const rows = templateRows(db);
  const inScope = conversionsInScope(db);
  const facts = storedPostbackFacts(db);
  const ownership = ownershipOf(db);
  const networkKey = db.prepare<[number], { key: string }>('SELECT key FROM networks WHERE id = ?');
  return {
    templates: () => rows.all().map(templateOf),
    templatePreview: ({ draft, conversionId }) => {
      const faults = checkTemplate(draft.url).map((fault) => ({ ...fault }));
      const id = conversionId ?? inScope.newest(draft.scope);
      const [conversion] = id === null ? [] : facts([id]);
      if (!conversion) {
        if (conversionId !== null)
          throw new DeskError('not_found', `There is no conversion with the id ${conversionId}.`);
        return { conversionId: null, invocaId: '', url: draft.url, body: null, used: [], empty: [], faults };
      }
      const { callId, status } = conversion.facts;
      const stored = draft.id === null ? undefined : rows.one(draft.id);
      const template = stored?.key ?? 'preview';
      const method = draft.method ?? stored?.method ?? 'GET';
      const network = networkKey.get(conversion.networkId)?.key ?? '';
      const deliveryId = deliveryIdOf(network, template, callId, status);
      const complete = { ...conversion.facts, deliveryId, event: eventOfMeaning(status) };
      const { url, used, empty } = expandTemplate(draft.url, postbackValues(complete));
      return {
        conversionId: conversion.conversionId,
        invocaId: callId,
        url,
        body: method === 'POST' ? postbackBody(complete, conversion.facts.callStartedAt ?? 0) : null,
        used: originsOf(complete, used, []),
        empty: [...empty],
        faults,
      };
    },
    templateConsequence: ({ draft, now }) => {
      if (!draft.active || ownership() !== 'desk') return { wouldOwe: 0 };
      const stored = draft.id === null ? undefined : rows.one(draft.id);
      const events = draft.events ?? (stored ? eventsOf(stored.events) : ['approved' as const]);
      if (!events.includes('approved')) return { wouldOwe: 0 };
      const startsAt = draft.startsAt ?? stored?.starts_at ?? now;
      const onlyWithPayout = draft.onlyWithPayout ?? stored?.only_with_payout === 1;
      return { wouldOwe: inScope.countOwing({ scope: draft.scope, startsAt, onlyWithPayout }, draft.id) };
    },
  };
}
