import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPractice, type Practice } from '#test/support/practice.ts';

let practice: Practice;
beforeAll(async () => {
  practice = await startPractice({ seed: 4 });
});
afterAll(() => practice.stop());

const click = (path: string): Promise<Response> =>
  fetch(`${practice.network.invocaUrl}${path}`, { redirect: 'manual' });

test.each([
  [
    '%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8885550142%26PPCPN%3D8885550142%26aff_sub2%3Da%2520b',
    'http://leadtrust.go2cloud.org/aff_c?offer_id=45&aff_id=23&aff_sub=8885550142&PPCPN=8885550142&aff_sub2=a%20b',
  ],
  ['%2Faff_c%3Faff_sub2%3D%25C3%25BC', 'http://leadtrust.go2cloud.org/aff_c?aff_sub2=%C3%BC'],
  ['%2Faff_c%3Faff_sub2%3D%C3%BC', 'http://leadtrust.go2cloud.org/aff_c?aff_sub2=%C3%BC'],
  ['https%3A%2F%2Flander.example%2Froof%3Fa%3D1', 'https://lander.example/roof?a=1'],
])('us=%s leads to %s', async (us, location) => {
  const response = await click(`/c/142/7419-43943-833064?us=${us}`);
  expect(response.status).toBe(302);
  expect(response.headers.get('location')).toBe(location);
});

test.each([
  '/c/142/7419-43943-1?us=%2Fx',
  '/c/142/7622-43943-833064?us=%2Fx',
  '/c/9/7419-43943-833064?us=%2Fx',
  '/c/142/x',
])('%s does not exist', async (path) => {
  expect((await click(path)).status).toBe(404);
});

test.each(['', '?us=', '?us=javascript%3Aalert(1)'])('a link with %j leads nowhere', async (query) => {
  expect((await click(`/c/142/7419-43943-833064${query}`)).status).toBe(400);
});

test('a bad redirector loses parameters and encodes others once more, until it is mended', async () => {
  const path =
    '/c/142/7419-43943-833064?us=%2Faff_c%3Foffer_id%3D45%26aff_sub2%3Da%2520b%26aff_sub3%3Dx%26source%3Dmail';
  await practice.control.spoilClicks({ lose: ['source'], encode_again: ['aff_sub2'] });
  expect((await click(path)).headers.get('location')).toBe(
    'http://leadtrust.go2cloud.org/aff_c?offer_id=45&aff_sub2=a%2520b&aff_sub3=x',
  );
  await practice.control.spoilClicks({ lose: [], encode_again: [] });
  expect((await click(path)).headers.get('location')).toContain('aff_sub2=a%20b&aff_sub3=x&source=mail');
});
