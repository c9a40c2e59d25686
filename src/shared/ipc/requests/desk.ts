import { z } from 'zod';
import {
  deskState,
  overview,
  syncState,
  unknownResult,
  unparsedRow,
  waitingCorrection,
  workspaceView,
} from '../desk.ts';
import { instant, nothing, pageLimit, recordId } from '../scalars.ts';
import { settings } from '../settings.ts';

const done = z.object({});
const newestFirst = z.strictObject({ before: recordId.nullable(), limit: pageLimit });

/** What the window may ask about the desk itself: workspaces, settings, syncing, and what needs attention. */
export const deskRequests = {
  'desk.state': { input: nothing, output: deskState },
  'desk.openPractice': { input: nothing, output: workspaceView },
  'desk.createWorkspace': {
    input: z.strictObject({ name: z.string().trim().min(1).max(60) }),
    output: workspaceView,
  },
  'desk.openWorkspace': { input: z.strictObject({ id: z.string().max(80) }), output: workspaceView },
  'desk.copyText': { input: z.strictObject({ text: z.string().max(20_000) }), output: done },
  'desk.openFolder': { input: z.strictObject({ folder: z.enum(['data', 'logs']) }), output: done },
  'desk.openExternal': { input: z.strictObject({ url: z.string().max(4000) }), output: done },

  'settings.save': { input: settings.partial(), output: settings },

  'sync.now': { input: nothing, output: syncState },
  'sync.cancel': { input: nothing, output: syncState },
  'sync.pause': { input: z.strictObject({ paused: z.boolean() }), output: syncState },

  'overview.get': { input: z.strictObject({ dayStart: instant, dayEnd: instant }), output: overview },
  'attention.unparsed': { input: newestFirst, output: z.array(unparsedRow) },
  'attention.waitingCorrections': { input: newestFirst, output: z.array(waitingCorrection) },
  'attention.unknownResults': { input: nothing, output: z.array(unknownResult) },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
