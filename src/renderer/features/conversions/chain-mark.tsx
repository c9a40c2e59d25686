import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { ChainState } from '#shared/ipc/history.ts';

const TONES: Readonly<Record<ChainState, Tone>> = { holds: 'ok', pending: 'wait', broken: 'no' };

/** Whether the history is as it was sealed. */
export function ChainMark({ state }: { readonly state: ChainState }) {
  return (
    <span className="chain-mark" title={text.chainHint[state]}>
      <Tag tone={TONES[state]}>{text.chain[state]}</Tag>
    </span>
  );
}
