import { describe, expect, test } from 'vitest';
import type { NetworkRecord, TokenReference } from '#main/engine/ports/network-record.ts';
import type { SystemCipher } from '#main/shell/secrets/system-cipher.ts';
import { createTokenVault } from '#main/shell/secrets/token-vault.ts';

/** A keyring in memory: seals by turning the text round, and refuses where there is none and nobody consented. */
function cipher(available: boolean): SystemCipher & { locked: boolean } {
  let consented = false;
  const turned = (text: string): string => Array.from(text).toReversed().join('');
  return {
    locked: false,
    standing: () => Promise.resolve({ available, backend: available ? 'kwallet6' : 'basic_text' }),
    async seal(text) {
      if (!available && !consented) throw new Error('no keyring');
      return Buffer.from(turned(text));
    },
    async open(sealed) {
      if (this.locked || (!available && !consented)) throw new Error('locked, and here is S3CRET');
      return turned(sealed.toString());
    },
    async allowWithoutKeyring() {
      consented = true;
    },
  };
}

const network = (token: TokenReference, id = 7): NetworkRecord => ({
  id,
  kind: 'invoca',
  name: 'Acme',
  baseUrl: 'https://acme.invoca.net',
  organisationId: '1',
  user: 'network',
  currency: 'USD',
  versions: { transactions: '', network: '' },
  token,
  practice: false,
  createdAt: 0,
  cursor: '',
  lastSuccessAt: null,
  lastError: null,
  catalogueAt: null,
  transactions: 0,
});

describe('the vault of tokens', () => {
  test('with a keyring stores ciphertext only, and a later run opens it', async () => {
    const keyring = cipher(true);
    const reference = await createTokenVault({ cipher: keyring, environment: {} }).keep('S3CRET', false);
    expect(reference).toMatchObject({ keeping: 'keyring' });
    expect(JSON.stringify(reference)).not.toContain('S3CRET');

    const later = createTokenVault({ cipher: keyring, environment: {} });
    expect(later.keeping('main', network(reference))).toBe('keyring');
    await expect(later.source('main')(network(reference))).resolves.toBe('S3CRET');
  });

  test('without a keyring stores nothing; the session remembers, the next does not', async () => {
    const vault = createTokenVault({ cipher: cipher(false), environment: {} });
    const reference = await vault.keep('S3CRET', false);
    expect(reference).toEqual({ keeping: 'session' });
    expect(vault.keeping('main', network(reference))).toBe('missing');
    vault.remember('main', 7, 'S3CRET');
    expect(vault.keeping('main', network(reference))).toBe('session');
    await expect(vault.source('main')(network(reference))).resolves.toBe('S3CRET');
    await expect(vault.source('other')(network(reference))).rejects.toMatchObject({ code: 'unauthorised' });

    vault.forget('main', 7);
    await expect(vault.source('main')(network(reference))).rejects.toMatchObject({ code: 'unauthorised' });
  });

  test('with consent stores it without a keyring, says so, and a later run opens it', async () => {
    const weak = cipher(false);
    const reference = await createTokenVault({ cipher: weak, environment: {} }).keep('S3CRET', true);
    const later = createTokenVault({ cipher: cipher(false), environment: {} });
    expect(later.keeping('main', network(reference))).toBe('unprotected');
    await expect(later.source('main')(network(reference))).resolves.toBe('S3CRET');
  });

  test('a keyring that does not open is named, without what it said', async () => {
    const keyring = cipher(true);
    const reference = await createTokenVault({ cipher: keyring, environment: {} }).keep('S3CRET', false);
    keyring.locked = true;
    const later = createTokenVault({ cipher: keyring, environment: {} });
    const failure = await later
      .source('main')(network(reference))
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 'no_keyring' });
    expect(String(failure)).toContain('Acme');
    expect(String(failure)).not.toContain('S3CRET');
  });

  test('a variable of the environment is read, and named when it is not set', async () => {
    const reference: TokenReference = { keeping: 'environment', variable: 'ACME_TOKEN' };
    const setThere = createTokenVault({ cipher: cipher(false), environment: { ACME_TOKEN: 'S3CRET' } });
    expect(setThere.keeping('main', network(reference))).toBe('environment');
    await expect(setThere.source('main')(network(reference))).resolves.toBe('S3CRET');
    const without = createTokenVault({ cipher: cipher(false), environment: {} });
    expect(without.keeping('main', network(reference))).toBe('missing');
    await expect(without.source('main')(network(reference))).rejects.toThrow('ACME_TOKEN');
  });

  test('a new token takes the place of the old at once', async () => {
    const vault = createTokenVault({ cipher: cipher(true), environment: {} });
    const old = await vault.keep('OLD', false);
    await vault.source('main')(network(old));
    const next = await vault.keep('NEW', false);
    vault.remember('main', 7, 'NEW');
    await expect(vault.source('main')(network(next))).resolves.toBe('NEW');
  });
});
