import { useEffect, useEffectEvent } from 'react';

/** Whether this is a Mac, where Command stands for Control. */
export const onMac = (): boolean => navigator.userAgent.includes('Macintosh');

/** A key with its modifiers: `mod+k`, `shift+enter`, `/`. `mod` is Command on a Mac and Control elsewhere. */
export type Shortcut = string;

interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

/** Whether a key press is this shortcut. */
export function isShortcut(press: KeyPress, shortcut: Shortcut, mac: boolean): boolean {
  const parts = shortcut.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  const mod = mac ? press.metaKey : press.ctrlKey;
  const other = mac ? press.ctrlKey : press.metaKey;
  return (
    press.key.toLowerCase() === key &&
    mod === wants('mod') &&
    !other &&
    press.altKey === wants('alt') &&
    (press.shiftKey === wants('shift') || key.length === 1)
  );
}

/** The keys of a shortcut as they are printed on the keyboard, in order. */
export function shortcutText(shortcut: Shortcut, mac: boolean): string {
  const names: Readonly<Record<string, string>> = {
    mod: mac ? '⌘' : 'Ctrl',
    shift: mac ? '⇧' : 'Shift',
    alt: mac ? '⌥' : 'Alt',
    enter: '⏎',
    escape: 'Esc',
    arrowup: '↑',
    arrowdown: '↓',
    arrowleft: '←',
    arrowright: '→',
  };
  return shortcut
    .split('+')
    .map((part) => names[part.toLowerCase()] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(mac ? '' : ' ');
}

/** The shortcut as `aria-keyshortcuts` wants it. */
export function ariaShortcut(shortcut: Shortcut, mac: boolean): string {
  return shortcut
    .split('+')
    .map((part) =>
      part === 'mod' ? (mac ? 'Meta' : 'Control') : part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join('+');
}

const inText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/**
 * Runs the handler when the shortcut is pressed anywhere in the window. One without `mod` or `alt` stays quiet
 * while a person types into a field.
 */
export function useShortcut(shortcut: Shortcut, handler: () => void, enabled = true): void {
  const run = useEffectEvent(handler);
  useEffect(() => {
    if (!enabled) return;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || !isShortcut(event, shortcut, onMac())) return;
      if (!/mod\+|alt\+/.test(shortcut) && inText(event.target)) return;
      event.preventDefault();
      run();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [shortcut, enabled]);
}
