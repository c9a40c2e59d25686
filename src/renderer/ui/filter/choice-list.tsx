import { useDeferredValue, useState } from 'react';
import { filterText as text } from '#renderer/app/messages/en/filter.ts';
import { Checkbox } from '../checkbox.tsx';
import './filter.css';

export interface Choice {
  readonly id: string;
  readonly name: string;
  readonly aside?: string;
}

export interface Typed {
  readonly text: string;
  readonly setText: (text: string) => void;
  /** The request for choices that fit what was typed. */
  readonly asked: { readonly text?: string };
}

/** What is typed above a list of choices, and the request that follows it. */
export function useTyped(): Typed {
  const [typed, setText] = useState('');
  const settled = useDeferredValue(typed.trim());
  return { text: typed, setText, asked: settled === '' ? {} : { text: settled.slice(0, 100) } };
}

/** Choices to tick, found by typing. What is chosen but not among the choices found stays on top. */
export function ChoiceList(props: {
  readonly label: string;
  readonly typed: Typed;
  readonly chosen: readonly string[];
  readonly choices: readonly Choice[] | undefined;
  readonly onToggle: (id: string, on: boolean) => void;
}) {
  const { typed, chosen, choices = [] } = props;
  const distinct = [...new Map(choices.map((choice) => [choice.id, choice])).values()];
  const unlisted = chosen
    .filter((id) => !distinct.some((choice) => choice.id === id))
    .map((id): Choice => ({ id, name: id }));
  const shown = [...unlisted, ...distinct];
  return (
    <div className="choices">
      <input
        className="input"
        role="searchbox"
        aria-label={text.find(props.label)}
        placeholder={text.find(props.label)}
        value={typed.text}
        autoFocus
        spellCheck={false}
        onChange={(event) => typed.setText(event.currentTarget.value)}
      />
      <div className="choices-list" role="group" aria-label={props.label}>
        {shown.map((choice) => (
          <Checkbox
            key={choice.id}
            label={
              <>
                {choice.name === '' ? choice.id : choice.name}{' '}
                <span className="faint">{choice.aside ?? (choice.name === choice.id ? '' : choice.id)}</span>
              </>
            }
            checked={chosen.includes(choice.id)}
            onChecked={(on) => props.onToggle(choice.id, on)}
          />
        ))}
        {shown.length === 0 && <p className="muted">{text.nothingFound}</p>}
      </div>
    </div>
  );
}
