import { Search, X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { IconButton } from './button.tsx';
import { Kbd } from './kbd.tsx';
import './search-box.css';
import { useShortcut } from './shortcut.ts';

/** The list follows the text after a pause in typing. */
const PAUSE_MS = 180;

/** Searches the list by text; `/` goes there from anywhere on the screen, Escape clears it. */
export function SearchBox({
  text: given,
  onText,
  label,
  placeholder,
}: {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly label: string;
  readonly placeholder: string;
}) {
  const [typed, setTyped] = useState(given);
  const [last, setLast] = useState(given);
  const input = useRef<HTMLInputElement>(null);
  const tell = useEffectEvent(onText);
  if (given !== last) {
    setLast(given);
    if (given !== typed.trim()) setTyped(given);
  }
  useEffect(() => {
    if (typed.trim() === given) return;
    const place = currentPath();
    const timer = setTimeout(() => {
      // Who has gone on meanwhile is not called back: this list may still stand while the next place is loaded.
      if (currentPath() === place) tell(typed.trim());
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, given]);
  useShortcut('/', () => input.current?.select());
  return (
    <div className="search-box">
      <Search size={14} aria-hidden />
      <input
        ref={input}
        className="input"
        type="text"
        role="searchbox"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={placeholder}
        value={typed}
        maxLength={200}
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return;
          event.preventDefault();
          setTyped('');
        }}
      />
      {typed === '' ? (
        <Kbd keys="/" />
      ) : (
        <IconButton
          size="small"
          label={uiText.clearSearch}
          icon={<X size={14} aria-hidden />}
          onClick={() => setTyped('')}
        />
      )}
    </div>
  );
}

/** The address without what stands after its question mark. */
function currentPath(): string {
  return window.location.hash.split('?', 1)[0] ?? '';
}
