import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliveryIdentityText, deliveryIdFromDigest, isDeliveryId } from '#shared/domain/delivery-id.ts';

const DIGEST = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';
const identity = fc.record({
  network: fc.string(),
  callId: fc.string(),
  template: fc.string(),
  meaning: fc.string(),
});

describe('delivery ids', () => {
  it('are made of the beginning of a digest', () => {
    expect(deliveryIdFromDigest(DIGEST)).toBe('dlv_00112233445566778899aabbccddeeff');
    expect(isDeliveryId(deliveryIdFromDigest(DIGEST))).toBe(true);
  });

  it.each(['', 'abc', DIGEST.toUpperCase(), `${DIGEST.slice(0, 31)}g`])('are not made of %j', (digest) => {
    expect(() => deliveryIdFromDigest(digest)).toThrow(RangeError);
  });

  it.each([
    '',
    'dlv_',
    DIGEST,
    `dlv_${DIGEST}`,
    'dlv_00112233445566778899aabbccddeefF',
    'dlv_00112233445566778899aabbccddeeff\n',
  ])('are not %j', (text) => {
    expect(isDeliveryId(text)).toBe(false);
  });

  it('come from one identity only', () => {
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const same = JSON.stringify(Object.entries(one)) === JSON.stringify(Object.entries(other));
        expect(deliveryIdentityText(one) === deliveryIdentityText(other)).toBe(same);
        const shifted = { ...one, network: one.network + one.callId, callId: '' };
        expect(deliveryIdentityText(shifted) === deliveryIdentityText(one)).toBe(one.callId === '');
      }),
    );
  });
});
