import { expect, it } from 'vitest';
import { postTarget } from '#shared/domain/post-target.ts';

it('takes http and https addresses without credentials', () => {
  expect(postTarget(' https://poster.example/m?key=1 ')).toEqual({
    ok: true,
    url: 'https://poster.example/m?key=1',
    host: 'poster.example',
  });
  for (const typed of ['', 'poster', 'ftp://poster.example', 'https://a:b@poster.example']) {
    expect(postTarget(typed)).toMatchObject({ ok: false });
  }
});
