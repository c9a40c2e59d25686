import { ChevronRight } from 'lucide-react';
import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { overviewText as text } from '#renderer/app/messages/en/overview.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import type { AttentionItem } from '#shared/ipc/desk.ts';

const TONES: Readonly<Record<AttentionItem['kind'], Tone>> = {
  unknown_result: 'wait',
  decision_conflict: 'no',
  unparsed_row: 'wait',
  waiting_correction: 'info',
  delivery_trouble: 'no',
  receiver_stopped: 'no',
  receiver_down: 'no',
  network_error: 'no',
  token_missing: 'no',
  settings_reset: 'info',
  store_restarted: 'wait',
  sessions_ending: 'wait',
  job_failed: 'no',
  job_held: 'wait',
  clock_difference: 'wait',
  reconcile_file: 'wait',
  link_trouble: 'no',
  told_twice: 'no',
  tune_difference: 'wait',
};

/** What needs a person, until it is settled; each item leads to its rows. */
export function AttentionList({ items }: { readonly items: readonly AttentionItem[] }) {
  if (items.length === 0) return <p className="muted">{text.nothingToDo}</p>;
  return (
    <ul className="attention">
      {items.map((item) => (
        <li key={`${item.kind} ${item.address} ${item.text}`}>
          <a href={hashHref(item.address)}>
            <Tag tone={TONES[item.kind]}>{text.attentionKind[item.kind]}</Tag>
            <span className="grow">{item.text}</span>
            <span className="number strong">{countText(item.count)}</span>
            <ChevronRight size={14} aria-hidden />
          </a>
        </li>
      ))}
    </ul>
  );
}
