import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAcceptableId, isDocumentedId } from '#shared/domain/ids.ts';

const documented = fc.string({
  unit: fc.constantFrom(...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-'.split('')),
  minLength: 1,
  maxLength: 32,
});

describe('ids', () => {
  it('knows every id of the documented format', () => {
    fc.assert(
      fc.property(documented, (id) => {
        expect(isDocumentedId(id)).toBe(true);
        expect(isAcceptableId(id)).toBe(true);
      }),
    );
  });

  it.each(['C624DA2C-CF3367C3', 'Z6E5-C7397356976E', '29810-95701', 'K4T9-6C0D12E88F3A', '1'])(
    'knows %s, which the networks print',
    (id) => {
      expect(isDocumentedId(id)).toBe(true);
    },
  );

  it.each(['', ' ', 'A'.repeat(33), 'abc', 'A_B', 'Ä', 'A\n'])('does not call %j documented', (id) => {
    expect(isDocumentedId(id)).toBe(false);
  });

  it.each(['', ' ', 'A'.repeat(65), 'A B', 'A\n', "A'--", 'A/B', 'é'])('does not accept %j at all', (id) => {
    expect(isAcceptableId(id)).toBe(false);
  });
});
