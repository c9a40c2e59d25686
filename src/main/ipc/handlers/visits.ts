import { newSiteKey } from '#main/visit-endpoint/site-keys.ts';
import type { VisitEndpoint } from '#main/visit-endpoint/visit-endpoint.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { visitRequests } from '#shared/ipc/requests/visits.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { DeskAccess } from './desk-access.ts';

/** What the handlers of visits work with besides the desk. */
export interface VisitActs {
  readonly sites: Pick<VisitEndpoint, 'view' | 'playAddress'>;
  openExternal(url: string): Promise<void>;
  newName(): string;
}

/** Sites that tell of their visitors' steps, and their visits. */
export function visitHandlers(
  desk: DeskAccess,
  acts: VisitActs,
): RequestHandlers<keyof typeof visitRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  return {
    'visits.endpoint': () => acts.sites.view(),
    'visits.sites': async () => (await read().visitSites()).map(({ keyHash: _kept, ...site }) => site),
    async 'visits.saveSite'(draft) {
      const made = draft.id === null ? newSiteKey() : null;
      // Part of client references, so that the numbers of two sites of one name are never taken for each other.
      const reference = acts.newName().replaceAll('-', '').slice(0, 16);
      const fresh = made && { ...made.kept, reference };
      const site = await write().saveSite({ draft, fresh, now: desk.now() });
      desk.announce('visits');
      return { site, key: made?.key ?? null };
    },
    async 'visits.rotateKey'({ id }) {
      const { key, kept } = newSiteKey();
      const site = await write().setSiteKey({ id, key: kept, now: desk.now() });
      desk.announce('visits');
      return { site, key };
    },
    async 'visits.removeSite'({ id }) {
      await write().removeSite({ id, now: desk.now() });
      desk.workspace().engine.jobsChanged();
      desk.announce('visits');
      return {};
    },
    'visits.recent': (input) => read().recentVisits(input),
    'visits.ofSession': (input) => read().visitOfSession(input),
    async 'visits.play'({ id }) {
      const site = (await read().visitSites()).find((one) => one.id === id);
      if (!site) throw new DeskError('not_found', 'This site is not registered.');
      const address = acts.sites.playAddress(id);
      if (address === null) {
        throw new DeskError('conflict', 'Sites are not listened to. Turn that on in Settings first.');
      }
      // Where no browser can be opened, the address is shown all the same.
      await acts.openExternal(address).catch(() => undefined);
      return { address };
    },
  };
}
