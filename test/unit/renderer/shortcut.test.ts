import { describe, expect, it } from 'vitest';
import { ariaShortcut, isShortcut, shortcutText } from '#renderer/ui/shortcut.ts';

const press = (
  key: string,
  held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {},
) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
});

describe('shortcuts', () => {
  it('take Command on a Mac and Control elsewhere', () => {
    expect(isShortcut(press('k', { ctrlKey: true }), 'mod+k', false)).toBe(true);
    expect(isShortcut(press('k', { metaKey: true }), 'mod+k', true)).toBe(true);
    expect(isShortcut(press('k', { ctrlKey: true }), 'mod+k', true)).toBe(false);
    expect(isShortcut(press('K', { ctrlKey: true, altKey: true }), 'mod+k', false)).toBe(false);
    expect(isShortcut(press('k'), 'mod+k', false)).toBe(false);
  });

  it('are found on keyboards where the sign needs Shift', () => {
    expect(isShortcut(press('/', { shiftKey: true }), '/', false)).toBe(true);
    expect(isShortcut(press('Escape'), 'escape', false)).toBe(true);
  });

  it('are named as the keys are', () => {
    expect(shortcutText('mod+k', false)).toBe('Ctrl K');
    expect(shortcutText('mod+k', true)).toBe('⌘K');
    expect(ariaShortcut('mod+k', true)).toBe('Meta+K');
  });
});
