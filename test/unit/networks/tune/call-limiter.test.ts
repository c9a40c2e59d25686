import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callLimiter } from '#main/networks/tune/call-limiter.ts';

const never = new AbortController().signal;

function limiterInTime(start = 1_000_000) {
  let now = start;
  const sleep = (ms: number): Promise<void> => {
    now += ms;
    return Promise.resolve();
  };
  const limiter = callLimiter({ clock: () => now, sleep });
  return {
    limiter,
    now: () => now,
    move: (ms: number) => {
      now += ms;
    },
  };
}

test('never more than forty calls in any ten seconds, whenever they are asked for', async () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 3_000 }), { minLength: 1, maxLength: 150 });
  await fc.assert(
    fc.asyncProperty(pauses, async (waits) => {
      const { limiter, now, move } = limiterInTime();
      const sent: number[] = [];
      for (const wait of waits) {
        move(wait % 7 === 0 ? 0 : wait % 60);
        await limiter.turn(never);
        sent.push(now());
      }
      for (const at of sent)
        expect(sent.filter((other) => other > at - 10_000 && other <= at).length).toBeLessThanOrEqual(40);
    }),
    { numRuns: 40 },
  );
});

test('calls go in the order in which they asked, and at once while there are few', async () => {
  const { limiter, now } = limiterInTime();
  const order: number[] = [];
  await Promise.all(
    Array.from({ length: 90 }, async (_, place) => {
      await limiter.turn(never);
      order.push(place);
    }),
  );
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(now()).toBe(1_020_000);
});

test('nothing goes out for ten seconds after the network said too many', async () => {
  const { limiter, now, move } = limiterInTime();
  limiter.refused();
  move(4_000);
  await limiter.turn(never);
  expect(now()).toBe(1_010_000);
});

test('a clock that is put back costs no wait', async () => {
  const { limiter, now, move } = limiterInTime();
  for (let call = 0; call < 40; call += 1) await limiter.turn(never);
  limiter.refused();
  move(-3_600_000);
  const before = now();
  await limiter.turn(never);
  expect(now()).toBe(before);
});

test('who is taken back while waiting leaves the turn to the next', async () => {
  const gone = new AbortController();
  let now = 0;
  const limiter = callLimiter({
    clock: () => now,
    sleep: (ms, signal) => {
      if (signal === gone.signal) gone.abort();
      signal.throwIfAborted();
      now += ms;
      return Promise.resolve();
    },
  });
  for (let call = 0; call < 40; call += 1) await limiter.turn(never);
  const first = limiter.turn(gone.signal);
  const second = limiter.turn(never);
  await expect(first).rejects.toThrow('abort');
  await second;
  expect(now).toBe(10_000);
});
