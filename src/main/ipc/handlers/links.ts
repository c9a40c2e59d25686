import { clickHostOf } from '#shared/domain/click-host.ts';
import { dissectLink } from '#shared/domain/link-anatomy.ts';
import { composeTrackingLink } from '#shared/domain/tracking-link.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

/** Tracking links that are kept. The link is composed again here, so that what is stored is always what was typed. */
export function linkHandlers(
  desk: DeskAccess,
): RequestHandlers<'catalogue.clickHost' | 'links.list' | 'links.save' | 'links.remove'> {
  return {
    async 'catalogue.clickHost'({ link }) {
      const { host, network, ids } = dissectLink(link);
      if (!host || !network || !ids) return { clickHost: null };
      const [, { value: campaignId }] = ids;
      const clickUrl = await desk.workspace().store.read.clickUrl({
        host: host.value,
        organisationId: network.value,
        campaignId,
      });
      return { clickHost: clickUrl === null ? null : clickHostOf(clickUrl) };
    },
    'links.list': (input) => desk.workspace().store.read.linkPage(input),
    async 'links.save'(draft) {
      const composed = composeTrackingLink(draft);
      if (!composed.ok) {
        const [first] = composed.errors;
        throw new DeskError('invalid_input', composed.errors.map(({ message }) => message).join('\n'), {
          field: first?.field,
        });
      }
      const { link } = composed;
      const saved = await desk.workspace().store.write.saveLink({ draft, link, now: desk.now() });
      desk.announce('links');
      return saved;
    },
    async 'links.remove'(input) {
      await desk.workspace().store.write.removeLink(input);
      desk.announce('links');
      return {};
    },
  };
}
