import { judgeFollowed } from '#shared/domain/followed-link.ts';
import type { FollowedLink, LinkJudgement } from '#shared/domain/followed-link.ts';
import type { LinkFilter, LinkRow } from '#shared/ipc/links.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';

const ROWS_A_READ = 200;
/** Between two links: every check is a click somebody counts. */
const PACE_MS = 1000;

/** A link that was followed, with what came of it. */
export interface CheckedLink extends LinkJudgement {
  readonly id: number;
  readonly link: string;
  readonly places: readonly string[];
  readonly lost: readonly string[];
  readonly changed: FollowedLink['changed'];
}

/** Follows the published links a filter names one after the other, keeps each check, and gives what came of them. */
export async function checkLinks(
  filter: Pick<LinkFilter, 'partnerIds' | 'offerIds' | 'numbers'>,
  parts: {
    readonly store: DeskStore;
    readonly follow: (link: string, signal: AbortSignal) => Promise<FollowedLink>;
    readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
    readonly clock: Clock;
    readonly signal: AbortSignal;
  },
): Promise<readonly CheckedLink[]> {
  const { store, signal } = parts;
  const links = await publishedLinks(filter, store);
  const checked: CheckedLink[] = [];
  for (const { id, link, places } of links) {
    if (checked.length > 0) await parts.pause(PACE_MS, signal);
    if (signal.aborted) break;
    const followed = await parts.follow(link, signal);
    const judgement = judgeFollowed(followed);
    const at = parts.clock();
    await store.write.recordLinkCheck({ linkId: id, at, by: 'cli', judgement, followed, nextAt: null });
    checked.push({ id, link, places, ...judgement, lost: followed.lost, changed: followed.changed });
  }
  return checked;
}

async function publishedLinks(filter: LinkFilter, store: DeskStore): Promise<readonly LinkRow[]> {
  const found: LinkRow[] = [];
  for (;;) {
    const { rows } = await store.read.linkPage({
      filter: { ...filter, states: ['published'] },
      index: found.length,
      limit: ROWS_A_READ,
    });
    if (rows.length === 0) return found;
    found.push(...rows);
  }
}
