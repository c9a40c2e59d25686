import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientReference, isClientReference } from '#shared/domain/client-reference.ts';

const part = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 80 }),
  fc.stringMatching(/^[A-Za-z0-9._:-]{0,30}$/),
  fc.stringMatching(/^h[0-9a-f]{16}$/),
);

describe('a client reference', () => {
  it('is what it is for, written out, when that fits', () => {
    expect(clientReference(['spring-offer-7', 'msg-000412'])).toBe('spring-offer-7:msg-000412');
  });

  it('keeps what can be read of longer or foreign parts before their digest', () => {
    const long = clientReference(['spring-offer-7', 'a'.repeat(80)]);
    expect(long).toMatch(/^spring-offer-7-a{31}:h[0-9a-f]{16}$/);
    expect(long).toHaveLength(64);
    expect(clientReference(['Café', 'été 1'])).toMatch(/^Caf-t-1:h[0-9a-f]{16}$/);
    expect(clientReference([''])).toMatch(/^h[0-9a-f]{16}$/);
  });

  it('stays the same: a crash must not lose it', () => {
    expect(clientReference(['list 1', '1597334455667788990'])).toBe(
      'list-1-1597334455667788990:h802399e91e9b5874',
    );
  });

  it('may always be sent', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        expect(isClientReference(clientReference(parts))).toBe(true);
      }),
    );
  });

  it('is another for other parts', () => {
    fc.assert(
      fc.property(
        fc.array(part, { minLength: 1, maxLength: 4 }),
        fc.array(part, { minLength: 1, maxLength: 4 }),
        (one, other) => {
          fc.pre(JSON.stringify(one) !== JSON.stringify(other));
          expect(clientReference(one)).not.toBe(clientReference(other));
        },
      ),
      { numRuns: 1000 },
    );
    expect(clientReference(['a:bcdefgh', 'c'])).not.toBe(clientReference(['a', 'bcdefgh:c']));
  });

  it('tells a hundred thousand recipients apart', () => {
    const keys = new Set<string>();
    for (let index = 0; index < 100_000; index += 1) keys.add(clientReference(['list é', String(index)]));
    expect(keys.size).toBe(100_000);
  });
});
