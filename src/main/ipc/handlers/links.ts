import { importTickets } from '#main/engine/calls/import-tickets.ts';
import { clickHostOfLink } from '#main/engine/links/link-origin.ts';
import { STANDARD_LIMITS } from '#shared/domain/link-limits.ts';
import { standingFaults, UNKNOWN_STANDING } from '#shared/domain/link-standing.ts';
import { fillingFaults } from '#shared/domain/sub-id-filling.ts';
import { composeTrackingLink } from '#shared/domain/tracking-link.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { linkRequests } from '#shared/ipc/requests/links.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { FileChoices } from './calls.ts';
import type { DeskAccess } from './desk-access.ts';

/**
 * Tracking links: the register, where each is used, following them, many at once. A link is composed again here, so that
 * what is stored is always what was typed.
 */
export function linkHandlers(
  desk: DeskAccess,
  parts: {
    readonly files: FileChoices;
    /** Puts a picture on the clipboard, as PNG. */
    readonly copyPicture: (png: Uint8Array) => void | Promise<void>;
  },
): RequestHandlers<keyof typeof linkRequests | 'catalogue.clickHost'> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const engine = () => desk.workspace().engine.links;
  const tickets = importTickets();
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    desk.announce('links');
    engine().wake();
    return result;
  };
  const done = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await then(work);
    return {};
  };

  return {
    'catalogue.clickHost': async ({ link }) => ({ clickHost: await clickHostOfLink(read(), link) }),

    'links.page': (input) => read().linkPage(input),
    'links.detail': (input) => read().linkDetail(input),
    async 'links.save'(draft) {
      const composed = composeTrackingLink(draft);
      if (!composed.ok) {
        const [first] = composed.errors;
        throw new DeskError('invalid_input', composed.errors.map(({ message }) => message).join('\n'), {
          field: first?.field,
        });
      }
      return then(write().saveLink({ draft, link: composed.link, now: desk.now() }));
    },
    'links.remove': (input) => done(write().removeLink({ ...input, now: desk.now() })),
    'links.restore': (input) => done(write().restoreLink({ ...input, now: desk.now() })),
    'links.removeBatch': (input) => then(write().removeLinkBatch({ ...input, now: desk.now() })),
    'links.savePlace'(draft) {
      const { publishedAt, endedAt } = draft;
      if (endedAt !== null && (publishedAt === null || endedAt < publishedAt)) {
        const message = 'A link cannot end somewhere before it was published there.';
        throw new DeskError('invalid_input', message, { field: 'endedAt' });
      }
      return done(write().saveLinkPlace({ draft, now: desk.now() }));
    },
    'links.removePlace': (input) => done(write().removeLinkPlace({ ...input, now: desk.now() })),
    'links.watch': (input) => done(write().watchLink({ ...input, now: desk.now() })),
    async 'links.standing'(key) {
      const [standing = UNKNOWN_STANDING] = await read().linkStandings({ links: [key] });
      const { limits, subIdRules } = standing;
      return { faults: standingFaults(standing), limits: limits ?? STANDARD_LIMITS, subIdRules };
    },
    'links.limits': () => read().linkLimits(),
    'links.setLimits': (input) => done(write().setLinkLimits(input)),
    'links.follow': (input) => engine().follow(input),
    'links.stopFollow'() {
      engine().stopFollow();
      return {};
    },
    async 'links.saveQr'({ link, format }) {
      const file = await parts.files.saveAs(`tracking-link.${format}`, format);
      if (file === null) return { file };
      const { saveQr } = await import('#main/engine/links/save-qr.ts');
      await saveQr({ text: link, format, file });
      return { file };
    },
    async 'links.copyQr'({ link }) {
      const { qrPng } = await import('#main/engine/links/qr-png.ts');
      await parts.copyPicture(await qrPng(link));
      return {};
    },

    'linkTemplates.list': () => read().linkTemplates(),
    'linkTemplates.save'(draft) {
      const [wrong] = fillingFaults(draft.rules);
      if (wrong) throw new DeskError('invalid_input', wrong.message, { field: `rules.${wrong.name}` });
      return then(write().saveLinkTemplate({ draft, now: desk.now() }));
    },
    'linkTemplates.remove': (input) => done(write().removeLinkTemplate(input)),

    async 'linkBulk.chooseFile'() {
      const path = await parts.files.openTable();
      if (path === null) return null;
      const { ticket, fileName } = await tickets.open(path);
      return { ticket, fileName };
    },
    'linkBulk.plan'({ source, ...how }) {
      const { fileName, text } = 'ticket' in source ? tickets.find(source.ticket) : source;
      return engine().plans.planFile({ ...how, fileName, text });
    },
    'linkBulk.rows': (input) => engine().plans.rows(input),
    async 'linkBulk.save'({ planId, format }) {
      const kept = engine().plans.find(planId);
      const name = kept.plan.fileName.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]+/gu, '');
      const file = await parts.files.saveAs(`${name.trim() || 'links'} links.${format}`, format);
      if (file === null) return { file, rows: 0 };
      const { saveLinks } = await import('#main/engine/links/save-links.ts');
      return { file, rows: await saveLinks(kept, { file, format, now: desk.now() }) };
    },
    'linkBulk.register': (input) => then(engine().plans.register({ ...input, now: desk.now() })),
  };
}
