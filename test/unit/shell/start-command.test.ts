import { describe, expect, test } from 'vitest';
import { autostartEntry, startCommand } from '#main/shell/system/start-command.ts';

describe('startCommand', () => {
  const running = {
    execPath: '/opt/Switchboard/switchboard',
    appPath: '/opt/app',
    packaged: true,
    environment: {},
  };

  test('a package is its own program', () => {
    expect(startCommand(running)).toEqual({ program: '/opt/Switchboard/switchboard', args: [] });
  });

  test('a checkout is Electron and its folder', () => {
    expect(startCommand({ ...running, packaged: false })).toEqual({
      program: '/opt/Switchboard/switchboard',
      args: ['/opt/app'],
    });
  });

  test('an AppImage is started by the image, not by where it is mounted now', () => {
    const environment = { APPIMAGE: '/home/person/Switchboard.AppImage' };
    expect(startCommand({ ...running, environment })).toEqual({
      program: '/home/person/Switchboard.AppImage',
      args: [],
    });
  });
});

describe('autostartEntry', () => {
  const exec = (program: string): string =>
    /^Exec=(.*)$/m.exec(autostartEntry({ program, args: [] }))?.[1] ?? '';

  test('starts hidden', () => {
    expect(exec('/opt/switchboard')).toBe('"/opt/switchboard" "--hidden"');
  });

  test.each([
    ['/home/a b/app', '"/home/a b/app"'],
    ['/home/100%/app', '"/home/100%%/app"'],
    ['/home/$HOME/app', String.raw`"/home/\\$HOME/app"`],
    ['/home/"x"/app', String.raw`"/home/\\"x\\"/app"`],
    ['/home/`x`/app', '"/home/\\\\`x\\\\`/app"'],
    ['/home/a\\b', String.raw`"/home/a\\\\b"`],
  ])('quotes %s', (program, word) => {
    expect(exec(program)).toBe(`${word} "--hidden"`);
  });
});
