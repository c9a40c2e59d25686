import { Dialog } from '@base-ui/react/dialog';
import { type KeyboardEvent, useId, useMemo, useState } from 'react';
import type { DeskState } from '#shared/ipc/desk.ts';
import { frameText } from './messages/en/frame.ts';
import { type PaletteEntry, usePaletteEntries } from './palette-entries.tsx';
import { popupRegion } from '#renderer/ui/popup-region.tsx';
import './palette.css';

/** Places, actions and conversions, found by typing. */
export function Palette({ desk, onClose }: { readonly desk: DeskState; readonly onClose: () => void }) {
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal container={popupRegion}>
        <Dialog.Backdrop className="dialog-backdrop" />
        <Dialog.Popup className="dialog palette">
          <Dialog.Title className="visually-hidden">{frameText.paletteTitle}</Dialog.Title>
          <PaletteBody desk={desk} close={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function PaletteBody({ desk, close }: { readonly desk: DeskState; readonly close: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const listId = useId();
  const groups = usePaletteEntries(desk, text);
  const entries = useMemo(() => groups.flatMap((group) => group.entries), [groups]);
  const chosen = Math.min(at, entries.length - 1);

  const run = (entry: PaletteEntry | undefined): void => {
    if (!entry) return;
    close();
    entry.run();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && entries.length > 0) {
      event.preventDefault();
      setAt((chosen + step + entries.length) % entries.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(entries[chosen]);
    }
  };

  let index = -1;
  return (
    <>
      <input
        className="palette-input"
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={chosen >= 0 ? `${listId}-${chosen}` : undefined}
        aria-label={frameText.palette}
        placeholder={frameText.palette}
        value={text}
        autoFocus
        spellCheck={false}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className="palette-list" role="listbox" id={listId} aria-label={frameText.paletteTitle}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div className="choice-label" aria-hidden>
              {group.label}
            </div>
            {group.entries.map((entry) => {
              index += 1;
              return (
                <Option
                  key={entry.id}
                  id={`${listId}-${index}`}
                  on={index === chosen}
                  entry={entry}
                  run={run}
                />
              );
            })}
          </div>
        ))}
        {entries.length === 0 && <div className="choice-empty">{frameText.paletteNothing}</div>}
      </div>
    </>
  );
}

function Option(props: {
  readonly id: string;
  readonly on: boolean;
  readonly entry: PaletteEntry;
  readonly run: (entry: PaletteEntry) => void;
}) {
  const { entry } = props;
  return (
    <button
      type="button"
      id={props.id}
      role="option"
      tabIndex={-1}
      aria-selected={props.on}
      className="palette-option"
      ref={(element) => {
        if (props.on) element?.scrollIntoView({ block: 'nearest' });
      }}
      onClick={() => props.run(entry)}
    >
      {entry.icon}
      <span className="truncate">{entry.title}</span>
      {entry.aside !== undefined && <span className="palette-option-aside">{entry.aside}</span>}
    </button>
  );
}
