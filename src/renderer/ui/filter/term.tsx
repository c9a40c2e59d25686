import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { filterText as text } from '#renderer/app/messages/en/filter.ts';
import { Popover } from '../popover.tsx';
import './filter.css';

/** One condition of a sentence: a button that changes it, where it can be changed, beside a cross that takes it away. */
export function Term(props: {
  /** What is compared, such as "status is". */
  readonly words: string;
  readonly value: string;
  readonly label: string;
  readonly joined: boolean;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
  readonly onRemove: () => void;
  /** The form that changes it; none for a condition that only holds or not. */
  readonly editor: ReactNode;
}) {
  const { words, value, editor } = props;
  const told = (
    <>
      <em>{words}</em>
      <span className="truncate">{value === '' ? '…' : value}</span>
    </>
  );
  return (
    <>
      {props.joined && <span>{text.and}</span>}
      <span className="term">
        {editor === null ? (
          <span className="term-text">{told}</span>
        ) : (
          <Popover
            open={props.open}
            onOpen={props.onOpen}
            label={props.label}
            trigger={
              <button type="button" className="term-text">
                {told}
              </button>
            }
          >
            {editor}
          </Popover>
        )}
        <button
          type="button"
          className="term-remove"
          aria-label={text.removeCondition(`${words} ${value}`)}
          onClick={props.onRemove}
        >
          <X size={12} aria-hidden />
        </button>
      </span>
    </>
  );
}
