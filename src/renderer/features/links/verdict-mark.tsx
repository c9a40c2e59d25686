import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { LinkVerdict } from '#shared/domain/followed-link.ts';

const TONES: Readonly<Record<LinkVerdict, Tone>> = {
  lost: 'no',
  changed: 'no',
  astray: 'no',
  refused: 'no',
  unanswered: 'wait',
  landing: 'wait',
  whole: 'ok',
};

/** What following a link showed, in a word. */
export function VerdictMark({ verdict }: { readonly verdict: LinkVerdict }) {
  return <Tag tone={TONES[verdict]}>{text.verdicts[verdict]}</Tag>;
}
