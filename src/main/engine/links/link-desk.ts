import { judgeFollowed } from '#shared/domain/followed-link.ts';
import type { FollowedLink, LinkJudgement } from '#shared/domain/followed-link.ts';
import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import type { Clock } from '../ports/clock.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import type { Scheduler } from '../scheduler.ts';
import { followSaved } from './follow-saved.ts';
import { linkPlans } from './link-plans.ts';
import type { LinkPlans } from './link-plans.ts';
import { linkWatch } from './link-watch.ts';
import type { LinkWatch } from './link-watch.ts';

/** What following a link showed; `click` is the click as the link spells it, null when it carries none. */
export interface FollowedAnswer extends LinkJudgement {
  readonly click: string | null;
  readonly followed: FollowedLink;
}

/** What the engine does about links: follow one, follow published ones again, make many. */
export interface LinkDesk extends Pick<LinkWatch, 'start' | 'wake' | 'setOnline' | 'setIntervalMs'> {
  /** Follows a link now; one under way is broken off. With a `linkId` what it showed is kept with that link. */
  follow(input: {
    readonly link: string;
    readonly linkId: number | null;
    readonly stopAtClick: boolean;
  }): Promise<FollowedAnswer>;
  /** Breaks off what a person follows; the answer comes with the addresses so far. */
  stopFollow(): void;
  readonly plans: LinkPlans;
  stop(): Promise<void>;
}

export function linkDesk(parts: {
  readonly store: DeskStore;
  readonly transport: PostbackTransport;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: EngineLog;
  readonly version: string;
  readonly intervalMs: number;
  readonly onChange: () => void;
}): LinkDesk {
  const { store, transport, clock } = parts;
  let asked: AbortController | null = null;
  let { intervalMs } = parts;

  const follow = (link: string, stopAtClick: boolean, signal: AbortSignal): Promise<FollowedLink> =>
    followSaved(link, { read: store.read, transport, version: parts.version, stopAtClick, signal });
  const watch = linkWatch({
    ...parts,
    follow: (link, signal) => follow(link, false, signal),
    onChecked: parts.onChange,
  });

  return {
    ...watch,
    plans: linkPlans(store),
    async follow({ link, linkId, stopAtClick }) {
      asked?.abort();
      const own = new AbortController();
      asked = own;
      const followed = await follow(link, stopAtClick, own.signal);
      const judgement = judgeFollowed(followed);
      if (linkId !== null && !own.signal.aborted) {
        const at = clock();
        const nextAt = intervalMs === 0 ? null : at + intervalMs;
        await store.write.recordLinkCheck({ linkId, at, by: 'person', judgement, followed, nextAt });
        parts.onChange();
      }
      const { click } = explainTrackingLink(link);
      return { click, followed, ...judgement };
    },
    setIntervalMs(value) {
      intervalMs = value;
      watch.setIntervalMs(value);
    },
    stopFollow: () => asked?.abort(),
    async stop() {
      asked?.abort();
      await watch.stop();
    },
  };
}
