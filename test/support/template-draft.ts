import type { TemplateDraft } from '#shared/ipc/postbacks.ts';

/** A template for every conversion, as a test changes it. */
export function templateDraft(more: Partial<TemplateDraft> & Pick<TemplateDraft, 'url'>): TemplateDraft {
  return {
    id: null,
    name: 'Kestrel',
    scope: { networkId: null, partnerId: null, offerId: null },
    startsAt: null,
    active: true,
    ...more,
  };
}
