import { checkTemplate } from '#shared/domain/macros.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TemplateDraft } from '#shared/ipc/postbacks.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

type PostbackRequests =
  | 'templates.list'
  | 'templates.preview'
  | 'templates.consequence'
  | 'templates.save'
  | 'templates.remove'
  | 'templates.testFire'
  | 'deliveries.page'
  | 'deliveries.detail'
  | 'deliveries.retry';

/** Templates and the deliveries they owe. */
export function postbackHandlers(desk: DeskAccess): RequestHandlers<PostbackRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const sendSoon = (): void => desk.workspace().engine.deliveriesChanged();

  return {
    'templates.list': () => read().templates(),
    'templates.preview': (input) => read().templatePreview(input),
    'templates.consequence': (draft) => read().templateConsequence({ draft, now: desk.now() }),
    async 'templates.save'(draft) {
      refuseFaulty(draft);
      const saved = await write().saveTemplate({ draft, now: desk.now() });
      desk.announce('templates', 'deliveries');
      sendSoon();
      return saved;
    },
    async 'templates.remove'(input) {
      await write().removeTemplate(input);
      desk.announce('templates', 'deliveries');
      return {};
    },
    'templates.testFire': async (input) => {
      refuseFaulty(input.draft);
      return desk.workspace().engine.testFire(input);
    },

    'deliveries.page': (input) => read().deliveryPage(input),
    'deliveries.detail': (input) => read().deliveryDetail(input),
    async 'deliveries.retry'(input) {
      await write().retryDelivery({ ...input, now: desk.now() });
      desk.announce('deliveries');
      sendSoon();
      return {};
    },
  };
}

function refuseFaulty(draft: TemplateDraft): void {
  const refused = checkTemplate(draft.url).find((fault) => fault.severity === 'refused');
  if (!refused) return;
  throw new DeskError('invalid_input', refused.message, {
    field: 'url',
    detail: `At character ${refused.start + 1}: ${draft.url.slice(refused.start, refused.end)}`,
  });
}
