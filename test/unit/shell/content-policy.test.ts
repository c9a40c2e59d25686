import { describe, expect, it } from 'vitest';
import { PAGE_HEADERS } from '#main/shell/page/content-policy.ts';

const directives = new Map(
  (PAGE_HEADERS['content-security-policy'] ?? '').split(';').map((directive) => {
    const [name = '', ...sources] = directive.trim().split(/\s+/);
    return [name, sources] as const;
  }),
);

describe('the policy the page is served with', () => {
  it('loads nothing that is not named, and names nothing but the app itself', () => {
    expect(directives.get('default-src')).toEqual(["'none'"]);
    const allowed = [...directives].filter(([name]) => name !== 'img-src').flatMap(([, sources]) => sources);
    expect(new Set(allowed)).toEqual(new Set(["'none'", "'self'"]));
    expect(directives.get('img-src')).toEqual(["'self'", 'data:']);
  });

  it.each(['base-uri', 'form-action', 'frame-ancestors', 'object-src'])(
    'shuts %s, which the default does not or not everywhere',
    (name) => {
      expect(directives.get(name)).toEqual(["'none'"]);
    },
  );

  it('keeps the page out of frames, its types as they are, and its address to itself', () => {
    expect(PAGE_HEADERS).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  });
});
