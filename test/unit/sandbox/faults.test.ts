import { expect, test } from 'vitest';
import { createFaults, type FaultableRequest } from '#main/sandbox/faults.ts';

const page: FaultableRequest = { target: 'transactions', method: 'GET', address: '/api/x?limit=5' };
const kinds = (
  request: FaultableRequest,
  count: number,
  faults: ReturnType<typeof createFaults>,
): (string | undefined)[] => Array.from({ length: count }, () => faults.take(request)?.kind);

test('a fault harms so many requests and is then over', () => {
  const faults = createFaults();
  faults.add({ target: 'transactions', kind: 'html', times: 2 });
  expect(kinds(page, 3, faults)).toEqual(['html', 'html', undefined]);
  expect(faults.active()).toEqual([]);
});

test('a fault without a number goes on until it is cleared', () => {
  const faults = createFaults();
  faults.add({ target: 'transactions', kind: 'hang' });
  expect(kinds(page, 3, faults)).toEqual(['hang', 'hang', 'hang']);
  faults.clear();
  expect(faults.take(page)).toBeUndefined();
});

test('skipped requests pass unharmed', () => {
  const faults = createFaults();
  faults.add({ target: 'transactions', kind: 'cut', skip: 2, times: 1 });
  expect(kinds(page, 4, faults)).toEqual([undefined, undefined, 'cut', undefined]);
});

test('older faults come first, and only what fits is harmed', () => {
  const faults = createFaults();
  faults.add({ target: 'receiver', kind: 'status', receiver: 'couponfield', times: 1 });
  faults.add({ target: 'receiver', kind: '429', method: 'post', addressContains: 'id=7' });
  const request = {
    target: 'receiver',
    receiver: 'couponfield',
    method: 'POST',
    address: '/receiver/couponfield?id=7',
  } as const;
  expect(kinds(request, 2, faults)).toEqual(['status', '429']);
  expect(faults.take({ ...request, method: 'GET' })).toBeUndefined();
  expect(faults.take({ ...request, address: '/receiver/couponfield?id=8' })).toBeUndefined();
  expect(faults.take(page)).toBeUndefined();
});
