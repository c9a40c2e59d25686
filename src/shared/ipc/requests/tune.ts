import { z } from 'zod';
import { deskMode } from '../desk.ts';
import { nothing, recordId } from '../scalars.ts';
import {
  modePreview,
  tuneChange,
  tuneConversionPage,
  tuneConversionRequest,
  tuneDraft,
  tuneNetworkView,
  tunePostbackView,
  tuneTested,
} from '../tune.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const wanted = z.strictObject({
  mode: deskMode,
  /** The person says that TUNE does not take over calls by itself. */
  importOff: z.boolean(),
});

/** What the window may ask about TUNE networks and who owns conversions. They are removed by networks.remove. */
export const tuneRequests = {
  'tune.list': { input: nothing, output: z.array(tuneNetworkView) },
  'tune.test': { input: tuneDraft, output: tuneTested },
  'tune.add': {
    input: z.strictObject({ draft: tuneDraft, keepWithoutKeyring: z.boolean() }),
    output: tuneNetworkView,
  },
  /** Tested before it is kept. An empty key leaves the one there is, unless the network moves to another server. */
  'tune.change': {
    input: z.strictObject({
      id: recordId,
      change: tuneChange,
      apiKey: z.string().max(500),
      keepWithoutKeyring: z.boolean(),
    }),
    output: tuneTested,
  },
  /** Reads everything anew; answers when the reading has begun. */
  'tune.read': { input: byId, output: done },
  'tune.cancelRead': { input: byId, output: done },
  'tune.postbacks': { input: byId, output: z.array(tunePostbackView) },
  'tune.acknowledge': {
    input: byId.extend({ postbackId: z.string().max(64), acknowledged: z.boolean() }),
    output: done,
  },
  'tune.conversions': { input: tuneConversionRequest, output: tuneConversionPage },
  'tune.mode': { input: nothing, output: z.object({ mode: deskMode }) },
  'tune.previewMode': { input: wanted, output: modePreview },
  'tune.setMode': { input: wanted, output: done },
  /** Whether the practice TUNE takes over calls by itself. */
  'tune.practiceImport': { input: z.strictObject({ importing: z.boolean() }), output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
