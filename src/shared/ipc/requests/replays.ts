import { z } from 'zod';
import {
  deliveryReplay,
  rehearsedRequest,
  replayDetail,
  replayDraft,
  replayPreview,
  replayView,
} from '../replays.ts';
import { pageLimit, recordId } from '../scalars.ts';

const byId = z.strictObject({ id: recordId });

/** What the window may ask about replays. */
export const replayRequests = {
  'replays.preview': { input: replayDraft, output: replayPreview },
  /** Sends the first of the requests to a receiver inside the app and shows what arrived; nothing is recorded. */
  'replays.rehearse': {
    input: z.strictObject({ draft: replayDraft, most: z.int().min(1).max(20) }),
    output: z.array(rehearsedRequest),
  },
  'replays.begin': {
    input: z.strictObject({ draft: replayDraft, fingerprint: z.string().max(80) }),
    output: replayView,
  },
  /** Newest first. */
  'replays.list': { input: z.strictObject({ limit: pageLimit }), output: z.array(replayView) },
  'replays.detail': {
    input: byId.extend({ index: z.int().nonnegative(), limit: pageLimit }),
    output: replayDetail,
  },
  /** The replays a delivery was in, newest first, those that refused it too. */
  'replays.ofDelivery': {
    input: z.strictObject({ deliveryId: z.string().max(80) }),
    output: z.array(deliveryReplay),
  },
  /** Takes back what was not tried yet. */
  'replays.cancel': { input: byId, output: replayView },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
