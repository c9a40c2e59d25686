import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { SendListRow } from '#shared/ipc/send-lists.ts';

/** Where a list stands; one that waits for a pool or an account is marked as waiting. */
export function ListStateTag({ list }: { readonly list: Pick<SendListRow, 'state' | 'wait'> }) {
  return <Tag tone={toneOf(list)}>{text.state[list.state]}</Tag>;
}

function toneOf({ state, wait }: Pick<SendListRow, 'state' | 'wait'>): Tone {
  if (state === 'running') return wait ? 'wait' : 'info';
  if (state === 'done') return 'ok';
  return state === 'stopped' ? 'wait' : 'plain';
}
