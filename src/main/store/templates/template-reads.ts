import type { PostbackTemplate, TemplateDraft, TemplatePreview } from '#shared/ipc/postbacks.ts';
import { checkTemplate, expandTemplate } from '#shared/domain/macros.ts';
import { postbackValues } from '#shared/domain/postback-values.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { deliveryIdOf, originsOf } from '../deliveries/owed-deliveries.ts';
import { ownershipOf } from '../file/meta.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { conversionsInScope } from './conversions-in-scope.ts';
import { storedPostbackFacts } from './postback-facts.ts';
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
        return { conversionId: null, invocaId: '', url: draft.url, used: [], empty: [], faults };
      }
      const { callId, status } = conversion.facts;
      const template = (draft.id === null ? undefined : rows.one(draft.id)?.key) ?? 'preview';
      const network = networkKey.get(conversion.networkId)?.key ?? '';
      const complete = { ...conversion.facts, deliveryId: deliveryIdOf(network, template, callId, status) };
      const { url, used, empty } = expandTemplate(draft.url, postbackValues(complete));
      return {
        conversionId: conversion.conversionId,
        invocaId: callId,
        url,
        used: originsOf(complete, used, []),
        empty: [...empty],
        faults,
      };
    },
    templateConsequence: ({ draft, now }) => {
      if (!draft.active || ownership() !== 'desk') return { wouldOwe: 0 };
      const startsAt =
        draft.startsAt ?? (draft.id === null ? undefined : rows.one(draft.id)?.starts_at) ?? now;
      return { wouldOwe: inScope.countOwing(draft.scope, startsAt, draft.id) };
    },
  };
}
