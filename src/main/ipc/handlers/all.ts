import type { RequestHandlers } from '../request-handlers.ts';
import { callHandlers } from './calls.ts';
import { catalogueRecordHandlers } from './catalogue-records.ts';
import type { RecordActs } from './catalogue-records.ts';
import type { FileChoices } from './calls.ts';
import { conversionHandlers } from './conversions.ts';
import { decisionHandlers } from './decisions.ts';
import type { DeskAccess } from './desk-access.ts';
import { deskHandlers } from './desk.ts';
import type { DeskActs } from './desk.ts';
import { followerHandlers } from './followers.ts';
import { historyHandlers } from './history.ts';
import { jobHandlers } from './jobs.ts';
import { linkHandlers } from './links.ts';
import { networkHandlers } from './networks.ts';
import { numberHandlers } from './numbers.ts';
import { overviewHandlers } from './overview.ts';
import { postbackHandlers } from './postbacks.ts';
import { receiverHandlers } from './receivers.ts';
import { replayHandlers } from './replays.ts';
import { reconcileHandlers } from './reconcile.ts';
import { sendListHandlers } from './send-lists.ts';
import { sessionHandlers } from './sessions.ts';
import { settingsHandlers } from './settings.ts';
import { spcNetworkHandlers } from './spc-networks.ts';
import { syncHandlers } from './sync.ts';
import { tuneHandlers } from './tune.ts';
import { visitHandlers } from './visits.ts';
import type { VisitActs } from './visits.ts';

/** Every request of the contract with its handler; the type says when one is missing or there is one too many. */
export function allHandlers(
  desk: DeskAccess,
  parts: {
    readonly acts: DeskActs;
    readonly files: FileChoices;
    readonly saveSettings: Parameters<typeof settingsHandlers>[0];
    readonly networks: Parameters<typeof networkHandlers>[1] &
      Parameters<typeof spcNetworkHandlers>[1] &
      Parameters<typeof tuneHandlers>[1];
    readonly followers: Parameters<typeof followerHandlers>[1];
    /** A name nobody has used, for what nobody gave one. */
    readonly newName: () => string;
    /** Keeps the secrets that sign postbacks. */
    readonly secrets: Parameters<typeof receiverHandlers>[1]['vault'];
    readonly overview: Parameters<typeof overviewHandlers>[1];
    readonly sites: VisitActs['sites'];
    readonly pixelTests: RecordActs['pixelTests'];
  },
) {
  return {
    ...deskHandlers(parts.acts),
    ...settingsHandlers(parts.saveSettings),
    ...syncHandlers(desk),
    ...networkHandlers(desk, parts.networks),
    ...spcNetworkHandlers(desk, parts.networks),
    ...tuneHandlers(desk, parts.networks),
    ...overviewHandlers(desk, parts.overview),
    ...conversionHandlers(desk),
    ...decisionHandlers(desk),
    ...historyHandlers(desk, parts.files),
    ...callHandlers(desk, parts.files),
    ...catalogueRecordHandlers(desk, { ...parts.acts, ...parts }),
    ...linkHandlers(desk, { files: parts.files, copyPicture: (png) => parts.acts.copyPicture(png) }),
    ...postbackHandlers(desk),
    ...receiverHandlers(desk, {
      vault: parts.secrets,
      copyText: (text) => parts.acts.copyText(text),
    }),
    ...replayHandlers(desk),
    ...jobHandlers(desk),
    ...numberHandlers(desk, parts.files),
    ...sendListHandlers(desk, { files: parts.files, copyText: (text) => parts.acts.copyText(text) }),
    ...followerHandlers(desk, parts.followers),
    ...reconcileHandlers(desk, parts.files),
    ...sessionHandlers(desk, () => `form:${parts.newName()}`),
    ...visitHandlers(desk, { ...parts.acts, ...parts }),
  } satisfies RequestHandlers;
}
