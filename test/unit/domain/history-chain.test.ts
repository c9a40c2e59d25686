import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainedEntryText, chainOriginText } from '#shared/domain/history-chain.ts';
import type { ChainedEntry } from '#shared/domain/history-chain.ts';

const FIRST: ChainedEntry = {
  position: 1,
  network: 'net_1',
  invocaId: 'C-1',
  seq: 1,
  at: 1_700_000_000_000,
  cause: 'first',
  transactionId: 'T-1',
  correctsId: null,
  statusBefore: null,
  statusAfter: 'pending',
  resultBefore: null,
  resultAfter: 'Sale “é”',
  payoutBefore: null,
  payoutAfter: 900,
  revenueBefore: null,
  revenueAfter: 0,
  reason: null,
  author: null,
};
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

const text = fc.option(fc.string({ unit: 'binary' }), { nil: null });
const status = fc.constantFrom('pending', 'approved', 'rejected');
const money = fc.maxSafeInteger();
const entry: fc.Arbitrary<ChainedEntry> = fc.record({
  position: fc.nat(),
  network: fc.string(),
  invocaId: fc.string(),
  seq: fc.nat(),
  at: fc.maxSafeInteger(),
  cause: fc.string(),
  transactionId: text,
  correctsId: text,
  statusBefore: fc.option(status, { nil: null }),
  statusAfter: status,
  resultBefore: text,
  resultAfter: fc.string(),
  payoutBefore: fc.option(money, { nil: null }),
  payoutAfter: money,
  revenueBefore: fc.option(money, { nil: null }),
  revenueAfter: money,
  reason: text,
  author: text,
});
const digest = fc.stringMatching(/^[0-9a-f]{64}$/);

describe('the chain of the history', () => {
  it('covers these bytes, and none else', () => {
    const origin = chainOriginText('5d3f2b0a-6a11-4f6b-9c0e-2f1f5d9a7c11');
    expect(origin).toBe('["switchboard history",1,"5d3f2b0a-6a11-4f6b-9c0e-2f1f5d9a7c11"]');
    expect(sha256(origin)).toBe('d05bc1d68546accb08c3d97d7272bb245b39ed96f46efb177280765a7445b0a8');
    const one = chainedEntryText(sha256(origin), FIRST);
    expect(one).toBe(
      '["d05bc1d68546accb08c3d97d7272bb245b39ed96f46efb177280765a7445b0a8",1,"net_1","C-1",1,1700000000000,"first","T-1",null,null,"pending",null,"Sale “é”",null,900,null,0]',
    );
    expect(sha256(one)).toBe('5ebcbf15b4a085a64c1d5894ad006334e9eb2d58b710cef3e451070b002fbc2c');
    const two = chainedEntryText(sha256(one), {
      ...FIRST,
      position: 2,
      seq: 2,
      cause: 'correction',
      transactionId: 'T-2',
      correctsId: 'T-1',
      statusBefore: 'pending',
      statusAfter: 'approved',
      resultBefore: FIRST.resultAfter,
      resultAfter: 'Paid',
      payoutBefore: 900,
      payoutAfter: 2100,
      revenueBefore: 0,
      revenueAfter: -1,
    });
    expect(sha256(two)).toBe('5027f1dff5d4923b0d4cd14036040db2cb3d9a1a5814525c7860f294d11f8e81');
  });

  it('covers reason and author of what a person did, after all that was covered before', () => {
    const before = sha256('before');
    const plain = chainedEntryText(before, FIRST);
    expect(chainedEntryText(before, { ...FIRST, reason: 'Heard', author: 'ana' })).toBe(
      `${plain.slice(0, -1)},"Heard","ana"]`,
    );
    expect(chainedEntryText(before, { ...FIRST, reason: null, author: 'ana' })).toBe(
      `${plain.slice(0, -1)},null,"ana"]`,
    );
  });

  it('has another text for another entry, and after another digest', () => {
    fc.assert(
      fc.property(digest, entry, digest, entry, (before, one, otherBefore, other) => {
        const same = before === otherBefore && JSON.stringify(one) === JSON.stringify(other);
        expect(chainedEntryText(before, one) === chainedEntryText(otherBefore, other)).toBe(same);
      }),
    );
  });

  it('changes with every field', () => {
    fc.assert(
      fc.property(digest, entry, entry, (before, one, other) => {
        const whole = chainedEntryText(before, one);
        for (const [field, value] of Object.entries(other)) {
          const changed = { ...one, [field]: value };
          const same = JSON.stringify(changed) === JSON.stringify(one);
          expect(chainedEntryText(before, changed) === whole, field).toBe(same);
        }
      }),
    );
  });

  it.each(['', 'ab', 'A'.repeat(64), `${'a'.repeat(64)}\n`])('has no entry after %j', (before) => {
    expect(() => chainedEntryText(before, FIRST)).toThrow(RangeError);
  });
});
