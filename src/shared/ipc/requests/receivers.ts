import { z } from 'zod';
import { receiverView } from '../postbacks.ts';
import { newSecret, receiverSettings } from '../receivers.ts';
import { nothing, recordId } from '../scalars.ts';

const byReceiver = z.strictObject({ receiver: z.string().min(1).max(300) });

const done = z.object({});

/** What the window may ask about receivers. */
export const receiverRequests = {
  'receivers.list': { input: nothing, output: z.array(receiverView) },
  'receivers.setPaused': { input: byReceiver.extend({ paused: z.boolean() }), output: done },
  'receivers.setAllowLocal': { input: byReceiver.extend({ allowLocal: z.boolean() }), output: done },
  'receivers.configure': { input: byReceiver.extend({ settings: receiverSettings }), output: receiverView },
  /** Lets the next delivery that is due go out as a probe now. */
  'receivers.probe': { input: byReceiver, output: receiverView },
  /** A secret that is made here goes to the clipboard, never to the window. */
  'receivers.addSecret': {
    input: byReceiver.extend({ draft: newSecret }),
    output: z.object({ receiver: receiverView, copied: z.boolean() }),
  },
  /** Ends a secret now. */
  'receivers.endSecret': { input: byReceiver.extend({ id: recordId }), output: receiverView },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
