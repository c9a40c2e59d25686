import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyUpdate } from '#shared/domain/information-update.ts';
import { NO_INFORMATION } from '#shared/domain/session-information.ts';
import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import { updateViolations } from '#shared/domain/session-request-check.ts';
import { openSessionDesk } from '#test/support/session-desk.ts';
import type { Mishap } from '#test/support/spc-in-process.ts';

const SESSIONS = 2;

type Step =
  | { readonly kind: 'update'; readonly session: number; readonly update: InformationUpdate }
  | { readonly kind: 'mishaps'; readonly mishaps: readonly Mishap[] }
  | { readonly kind: 'time'; readonly ms: number }
  | { readonly kind: 'online'; readonly online: boolean }
  | { readonly kind: 'crash' };

const name = fc.constantFrom('a', 'b', 'c');
const fields = fc.dictionary(name, fc.constantFrom('', '1', '2 & 3'), { maxKeys: 3 });
const keywords = fc.array(fc.constantFrom('x', 'é <y>', 'z'), { maxLength: 3 });
const update: fc.Arbitrary<InformationUpdate> = fc
  .oneof(
    fc.record(
      {
        mode: fc.constant('merge' as const),
        keywords,
        fields,
        remove: fc.uniqueArray(name, { minLength: 1 }),
      },
      { requiredKeys: ['mode'] },
    ),
    fc.record({ mode: fc.constant('replace' as const), keywords, fields }, { requiredKeys: ['mode'] }),
  )
  .filter(
    (one) =>
      updateViolations({ session: { sessionId: 's' }, update: one, expectedVersion: null }).length === 0,
  );
const mishap = fc.constantFrom<Mishap>('none', 'unsent', 'lost', 'lost', 'gateway');
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('update' as const),
      session: fc.integer({ min: 0, max: SESSIONS - 1 }),
      update,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('mishaps' as const),
      mishaps: fc.array(mishap, { minLength: 1, maxLength: 4 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('time' as const), ms: fc.integer({ min: 0, max: 20_000 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('online' as const), online: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'crash' as const }) },
);

describe('session information, over any updates, lost answers and restarts', () => {
  it('ends as what the server should hold, and the desk knows it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 24 }), async (steps) => {
        const desk = await openSessionDesk();
        try {
          const wanted: SessionInformation[] = [];
          const ids: number[] = [];
          let left = 4;
          const spend = (): boolean => (left -= 1) >= 0;
          for (let index = 0; index < SESSIONS; index += 1) {
            ids.push(
              await desk.ask(`message-${index}`, {
                ttlSeconds: 259_200,
                information: index === 0 ? { keywords: ['spring'], fields: {} } : null,
              }),
            );
            wanted.push(index === 0 ? { keywords: ['spring'], fields: {} } : NO_INFORMATION);
          }
          for (const one of steps) {
            if (one.kind === 'update') {
              await desk.update(ids[one.session] ?? 0, one.update);
              wanted[one.session] = applyUpdate(wanted[one.session] ?? NO_INFORMATION, one.update);
            } else if (one.kind === 'mishaps') {
              // A job that gets no answer five times is given up, which is another test's matter.
              const bearable = one.mishaps.map((each) =>
                each === 'none' || each === 'unsent' || spend() ? each : 'unsent',
              );
              desk.spc.mishaps.push(...bearable);
            }
            if (one.kind === 'time') await desk.time.advance(one.ms);
            if (one.kind === 'online') desk.runner().setOnline(one.online);
            if (one.kind === 'crash') await desk.crash();
          }
          desk.spc.mishaps.length = 0;
          desk.runner().setOnline(true);
          await desk.quiet();

          expect(desk.spc.service.desk.counts.numbersGiven).toBe(SESSIONS);
          for (const [index, id] of ids.entries()) {
            const { row, history } = await desk.detail(id);
            expect(row.state).toBe('active');
            expect(history.filter(({ state }) => state !== 'accepted')).toEqual([]);
            expect(row.information).toEqual(wanted[index]);
            expect(row.sure).toBe(true);
            expect(desk.held(row.sessionId)).toEqual({ ...wanted[index], version: row.version });
          }
        } finally {
          await desk.end();
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);
});
