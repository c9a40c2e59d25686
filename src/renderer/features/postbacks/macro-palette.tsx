import { useState } from 'react';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { Macro, MacroFilled } from '#shared/domain/macro-names.ts';
import { macrosMatching } from './macro-search.ts';

const GROUPS: readonly MacroFilled[] = ['always', 'sometimes', 'never'];

/** Every macro by whether a phone call fills it; a click puts one into the URL. */
export function MacroPalette({ onPick }: { readonly onPick: (macro: string) => void }) {
  const [typed, setTyped] = useState('');
  const found = macrosMatching(typed);
  return (
    <Section title={text.macros}>
      <TextInput
        label={<span className="visually-hidden">{text.macroSearch}</span>}
        hint={text.macrosHint}
        placeholder={text.macroSearch}
        value={typed}
        onValue={setTyped}
      />
      {found.length === 0 && <p className="muted">{text.noMacro}</p>}
      {GROUPS.map((group) => (
        <MacroGroup
          key={group}
          title={text.macroGroups[group]}
          macros={found.filter(({ filled }) => filled === group)}
          open={group !== 'never' || typed !== ''}
          onPick={onPick}
        />
      ))}
    </Section>
  );
}

function MacroGroup(props: {
  readonly title: string;
  readonly macros: readonly Macro[];
  readonly open: boolean;
  readonly onPick: (macro: string) => void;
}) {
  if (props.macros.length === 0) return null;
  return (
    <details className="macro-group" open={props.open}>
      <summary>{props.title}</summary>
      <ul className="macros">
        {props.macros.map(({ name, description }) => (
          <li key={name}>
            <button
              type="button"
              className="macro"
              aria-label={text.insertMacro(name, description)}
              onClick={() => props.onPick(name)}
            >
              <span className="mono">{`{${name}}`}</span>
              <span className="muted">{description}</span>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
