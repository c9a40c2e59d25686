import type { Tone } from '#renderer/ui/tag.tsx';
import type { NumberState } from '#shared/ipc/numbers.ts';

const TONES: Readonly<Record<NumberState, Tone>> = {
  requested: 'wait',
  active: 'ok',
  failed: 'no',
  removed: 'plain',
};

/** The tone of the state of a promo number or ring pool. */
export const toneOfNumber = (state: NumberState): Tone => TONES[state];
