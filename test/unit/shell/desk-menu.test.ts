import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import { deskMenu } from '#main/shell/window/desk-menu.ts';
import { digitOf, PLACES } from '#renderer/app/places.ts';

const goMenu = (platform: string, act: Parameters<typeof deskMenu>[0]['act'] = () => undefined) => {
  const go = deskMenu({ platform, development: false, act }).find(({ label }) => label === 'Go');
  return Array.isArray(go?.submenu) ? go.submenu : [];
};

const isLine = ({ type }: MenuItemConstructorOptions): boolean => type === 'separator';

describe('the Go menu', () => {
  it.each([
    ['linux', 'Alt+Left', 'Alt+Right'],
    ['win32', 'Alt+Left', 'Alt+Right'],
    ['darwin', 'Cmd+[', 'Cmd+]'],
  ])('names on %s the keys that the page answers itself', (platform, back, forward) => {
    const items = goMenu(platform);
    const keyOf = (label: string) => items.find((item) => item.label === label);
    expect(keyOf('Back')).toMatchObject({ accelerator: back, registerAccelerator: false });
    expect(keyOf('Forward')).toMatchObject({ accelerator: forward, registerAccelerator: false });
  });

  it('leads to every place of the rail, in its order, by the key that goes there in the window', () => {
    const asked: unknown[] = [];
    const items = goMenu('linux', (action) => asked.push(action));
    const [after, before] = [items.findIndex(isLine) + 1, items.findIndex(({ label }) => label === 'Back')];
    const places = items.slice(after, before).filter((item) => !isLine(item));
    expect(places.map(({ label, accelerator }) => ({ label, accelerator }))).toEqual(
      PLACES.map((place) => {
        const digit = digitOf(place);
        return { label: place.title, accelerator: digit === null ? undefined : `Alt+${digit}` };
      }),
    );
    for (const { click, registerAccelerator } of places) {
      expect(registerAccelerator).toBe(false);
      Reflect.apply(click ?? (() => undefined), undefined, []);
    }
    expect(asked).toEqual(PLACES.map(({ address }) => ({ kind: 'go', address })));
  });
});
