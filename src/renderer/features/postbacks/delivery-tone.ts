import type { Tone } from '#renderer/ui/tag.tsx';
import type { AttemptVerdict, DeliveryState } from '#shared/ipc/postbacks.ts';

/** The tone a delivery's state is shown in. */
export function toneOfState(state: DeliveryState): Tone {
  if (state === 'accepted') return 'ok';
  return state === 'waiting' || state === 'sending' ? 'wait' : 'no';
}

/** The tone of an attempt's verdict. */
export function toneOfVerdict(verdict: AttemptVerdict): Tone {
  return verdict === 'accepted' ? 'ok' : 'no';
}
