import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mishap } from '#test/support/spc-in-process.ts';
import { visitingDesk, visitStep } from '#test/support/visiting-desk.ts';
import type { VisitingDesk } from '#test/support/visiting-desk.ts';

type Act =
  | { readonly kind: 'step'; readonly keywords: readonly string[]; readonly answer: 'heard' | 'lost' | 'cut' }
  | { readonly kind: 'mishaps'; readonly mishaps: readonly Mishap[] }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'line'; readonly online: boolean }
  | { readonly kind: 'crash' | 'end' | 'gone' };

const keywords = fc.array(fc.constantFrom('garden', 'mowers', 'é <y>', 'tools & spades'), { maxLength: 4 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('step' as const),
      keywords,
      answer: fc.constantFrom('heard' as const, 'heard' as const, 'lost' as const, 'cut' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('mishaps' as const),
      mishaps: fc.array(fc.constantFrom<Mishap>('none', 'unsent', 'lost', 'gateway'), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('time' as const),
      ms: fc.oneof(fc.integer({ min: 0, max: 9_000 }), fc.constant(25 * 60_000)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('line' as const), online: fc.boolean() }) },
  { weight: 2, arbitrary: fc.constantFrom<Act>({ kind: 'crash' }, { kind: 'end' }, { kind: 'gone' }) },
);

describe('a visit, over any steps, lost answers, ends and crashes', () => {
  it('has every step in the store in order, and the last keywords at the network', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 22 }), async (acts) => {
        const desk = await visitingDesk();
        try {
          const told: (readonly string[])[] = [];
          await tell(desk, told, ['home'], 'heard');
          // A job that gets no answer five times is given up, which is another test's matter.
          let left = 4;
          for (const one of acts) {
            if (one.kind === 'step') await tell(desk, told, one.keywords, one.answer);
            if (one.kind === 'mishaps') {
              desk.spc.mishaps.push(
                ...one.mishaps.map((each) =>
                  each === 'none' || each === 'unsent' || (left -= 1) >= 0 ? each : 'unsent',
                ),
              );
            }
            if (one.kind === 'time') await desk.time.advance(one.ms);
            if (one.kind === 'line') desk.runner().setOnline(one.online);
            if (one.kind === 'crash') await desk.crash();
            if (one.kind === 'end') {
              await desk.visits().end({ siteId: desk.siteId, visitKey: 'v', release: told.length % 2 === 0 });
            }
            if (one.kind === 'gone') forget(desk);
          }
          desk.spc.mishaps.length = 0;
          desk.runner().setOnline(true);
          await tell(desk, told, ['the', 'last', 'step'], 'heard');
          await desk.quiet();
          let standing = await desk.visits().standing({ siteId: desk.siteId, visitKey: 'v' });
          if (standing?.number?.over === true) {
            // The network had ended the session without our knowing: the page tells where it is once more.
            await tell(desk, told, ['the', 'last', 'step'], 'heard');
            await desk.quiet();
            standing = await desk.visits().standing({ siteId: desk.siteId, visitKey: 'v' });
          }

          expect(standing?.number).toMatchObject({ state: 'active', over: false });
          const held = desk.held(standing?.number?.given?.e164 ?? '');
          expect(held.keywords).toEqual(['the', 'last', 'step']);
          const visit = await desk
            .store()
            .read.visitOfSession({ sessionNumberId: standing?.number?.sessionNumberId ?? 0 });
          expect(visit?.steps.map((step) => step.keywords)).toEqual(told);
          expect(visit?.steps.filter(({ carriedBy }) => carriedBy === null)).toEqual([]);
          // In order: a later step is never carried by an earlier entry.
          const places = visit?.steps.map(({ carriedBy }) => [
            carriedBy?.sessionNumberId ?? 0,
            carriedBy?.seq ?? 0,
          ]);
          expect(places).toEqual(places?.toSorted(([a = 0, x = 0], [b = 0, y = 0]) => a - b || x - y));
          // No entry carries what another one carried: as many updates as it took, none twice.
          const entries = visit?.updates.map(({ sessionNumberId, seq }) => `${sessionNumberId}:${seq}`);
          expect(new Set(entries).size).toBe(entries?.length);
        } finally {
          await desk.end();
        }
      }),
      { numRuns: 20, endOnFailure: false },
    );
  }, 180_000);
});

/** Tells of a step as a page does: with a key of its own, again when no answer came. */
async function tell(
  desk: VisitingDesk,
  told: (readonly string[])[],
  words: readonly string[],
  answer: 'heard' | 'lost' | 'cut',
): Promise<void> {
  told.push(words);
  const input = {
    siteId: desk.siteId,
    visitKey: 'v',
    stepKey: `s${told.length}`,
    step: visitStep({ keywords: words, page: `https://garden.example/${told.length}` }),
  };
  const once = async (): Promise<void> => {
    const telling = told.length === 1 ? desk.visits().start(input) : desk.visits().step(input);
    const settled = telling.then(
      () => true,
      () => false,
    );
    await desk.time.advance(answer === 'cut' ? 0 : 3_000);
    // An answer that was never heard may still have been written before its process ended.
    if (answer !== 'cut') expect(await settled).toBe(true);
  };
  await once();
  if (answer === 'heard') return;
  if (answer === 'cut') await desk.crash();
  const again = { ...input };
  const telling = desk.visits().start(again);
  await Promise.all([telling, desk.time.advance(3_000)]);
}

/** Lets the network end the session by itself. */
function forget(desk: VisitingDesk): void {
  const session = [...desk.spc.service.desk.sessions.values()].at(-1);
  if (session) desk.spc.service.desk.expire(session, desk.time.clock());
}
