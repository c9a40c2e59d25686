import { describe, expect, test } from 'vitest';
import { isTrustedSender } from '#main/ipc/trusted-sender.ts';

const HOME = 'app://switchboard';
const sender = { ownWindow: true, topFrame: true, address: 'app://switchboard/index.html#/links' };

describe('isTrustedSender', () => {
  test('trusts the own page in the top frame of an own window', () => {
    expect(isTrustedSender(sender, HOME)).toBe(true);
  });

  test.each([
    ['a foreign window', { ownWindow: false }],
    ['a frame inside', { topFrame: false }],
    ['an empty address', { address: '' }],
    ['a blank page', { address: 'about:blank' }],
    ['a longer host', { address: 'app://switchboard.evil/index.html' }],
    ['a host before an @', { address: 'app://switchboard@evil/' }],
    ['a user', { address: 'app://user@switchboard/' }],
    ['a port', { address: 'app://switchboard:80/' }],
    ['another scheme', { address: 'https://switchboard/index.html' }],
    ['a file', { address: 'file:///switchboard/index.html' }],
    ['a blob of the page', { address: 'blob:app://switchboard/1' }],
    ['a data address', { address: 'data:text/html,app://switchboard/' }],
  ])('refuses %s', (_what, change) => {
    expect(isTrustedSender({ ...sender, ...change }, HOME)).toBe(false);
  });

  test('compares the development server by host and port', () => {
    const dev = 'http://localhost:5173';
    expect(isTrustedSender({ ...sender, address: 'http://localhost:5173/#/links' }, dev)).toBe(true);
    expect(isTrustedSender({ ...sender, address: 'http://localhost:5174/' }, dev)).toBe(false);
    expect(isTrustedSender({ ...sender, address: 'http://localhost:5173.evil/' }, dev)).toBe(false);
  });
});
