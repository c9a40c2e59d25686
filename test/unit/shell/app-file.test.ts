import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appFile } from '#main/shell/page/app-file.ts';

const FOLDER = '/opt/switchboard/out/renderer';

describe('appFile', () => {
  test.each([
    ['app://switchboard/', `${FOLDER}/index.html`, 'text/html; charset=utf-8'],
    ['app://switchboard/index.html', `${FOLDER}/index.html`, 'text/html; charset=utf-8'],
    ['app://switchboard/index.html?x=1#/links', `${FOLDER}/index.html`, 'text/html; charset=utf-8'],
    [
      'app://switchboard/assets/main-a1b2.js',
      `${FOLDER}/assets/main-a1b2.js`,
      'text/javascript; charset=utf-8',
    ],
    ['app://switchboard/assets/inter.woff2', `${FOLDER}/assets/inter.woff2`, 'font/woff2'],
    ['app://switchboard/a/../index.html', `${FOLDER}/index.html`, 'text/html; charset=utf-8'],
  ])('serves %s', (address, path, type) => {
    expect(appFile(FOLDER, address)).toEqual({ path, type });
  });

  test.each([
    'app://switchboard/..%2f..%2fpackage.json',
    'app://switchboard/%2e%2e%2f%2e%2e%2fpackage.json',
    'app://switchboard/assets/..%2f..%2f..%2fpackage.json',
    'app://switchboard/..%5c..%5cpackage.json',
    'app://switchboard/..%2frenderer-evil/index.html',
    'app://switchboard/index.html%00.js',
    'app://switchboard/C:%2fWindows%2fsystem.ini.json',
    'app://switchboard/%E0%A4%A',
    'app://switchboard/%',
    'app://switchboard/secret.sqlite',
    'app://switchboard/assets',
    'app://switchboard.evil/index.html',
    'app://user@switchboard/index.html',
    'app://switchboard:1/index.html',
    'https://switchboard/index.html',
    'not an address',
  ])('refuses %s', (address) => {
    expect(appFile(FOLDER, address)).toBeNull();
  });

  test('never leads out of the folder, however the path is spelt', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '%2e%2e',
      '%2f',
      '%5c',
      '/',
      '\\',
      '%252e',
      'assets',
      'x.json',
      '%00',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = appFile(FOLDER, `app://switchboard/${pieces.join('')}.json`);
        expect(file === null || file.path.startsWith(`${FOLDER}/`)).toBe(true);
      }),
    );
  });
});
