import { expect, it } from 'vitest';
import { signingEnvironment } from '#scripts/lib/signing-environment.mjs';

it('hands on certificates that are there and nothing of those that are not', () => {
  const absent = {
    PATH: '/bin',
    EMPTY: '',
    CSC_LINK: '',
    CSC_KEY_PASSWORD: '',
    WIN_CSC_LINK: ' ',
    APPLE_ID: '',
  };
  expect(signingEnvironment(absent)).toEqual({
    PATH: '/bin',
    EMPTY: '',
    CSC_IDENTITY_AUTO_DISCOVERY: 'false',
  });
  const there = { CSC_LINK: 'MIIK', CSC_KEY_PASSWORD: 'p', WIN_CSC_LINK: 'MIIL', APPLE_ID: 'a@b.example' };
  expect(signingEnvironment(there)).toEqual({ ...there, CSC_IDENTITY_AUTO_DISCOVERY: 'true' });
});
