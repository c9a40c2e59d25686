import { describe, expect, it } from 'vitest';
import { deskMenu } from '#main/shell/window/desk-menu.ts';

const goMenu = (platform: string) => {
  const go = deskMenu({ platform, development: false, act: () => undefined }).find(
    ({ label }) => label === 'Go',
  );
  return Array.isArray(go?.submenu) ? go.submenu : [];
};

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
});
