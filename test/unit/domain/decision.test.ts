import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decide,
  disagreement,
  hearNetwork,
  hearSteps,
  inConflict,
  settleConflict,
  takeBack,
  undecided,
} from '#shared/domain/decision.ts';
import type { DecisionChange, Stance, Word } from '#shared/domain/decision.ts';
import type { LedgerStep, Verdict } from '#shared/domain/ledger.ts';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';

const word: fc.Arbitrary<Word> = fc.record({
  status: fc.constantFrom(...CONVERSION_STATUSES),
  payout: fc.constantFrom(0, 900, 2100, 2500),
});
const change: fc.Arbitrary<DecisionChange> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('approve' as const, 'reject' as const),
    payout: fc.option(fc.constantFrom(0, 1200, 2100)),
  }),
  fc.record({ kind: fc.constant('payout' as const), payout: fc.constantFrom(0, 1200, 2100) }),
  fc.constant({ kind: 'note' as const }),
);
const PENDING: Word = { status: 'pending', payout: 2100 };

function steps(from: Word, words: readonly Word[]): LedgerStep[] {
  const verdict = ({ status, payout }: Word): Verdict => ({
    status,
    payout,
    known: true,
    rawResult: status,
    revenue: payout * 2,
  });
  return words.map((after, index) => ({
    transactionId: `T-${index}`,
    cause: 'later_row',
    correctsId: null,
    before: verdict(words[index - 1] ?? from),
    after: verdict(after),
  }));
}

const never = (): boolean => false;

describe('a decision beside what the network says', () => {
  it('stands against rows that agree or say what was known, and meets a conflict with one that disagrees', () => {
    const approved = decide(undecided(PENDING), { kind: 'approve', payout: null });
    expect(approved.said).toEqual({ status: 'approved', payout: 2100 });
    const agreed = hearNetwork(approved, { status: 'approved', payout: 2500 }, false);
    expect(inConflict(agreed)).toBe(false);
    expect(agreed.said).toEqual({ status: 'approved', payout: 2500 });
    const again = hearNetwork(approved, { status: 'pending', payout: 2500 }, false);
    expect([inConflict(again), again.said]).toEqual([false, { status: 'approved', payout: 2500 }]);
    const against = hearNetwork(agreed, { status: 'rejected', payout: 0 }, false);
    expect([inConflict(against), against.said]).toEqual([true, { status: 'approved', payout: 2500 }]);
    expect(hearNetwork(agreed, { status: 'rejected', payout: 0 }, true)).toEqual(
      undecided({ status: 'rejected', payout: 0 }),
    );
  });

  it('holds a payout a person set, and lets the status follow the network', () => {
    const set = decide(undecided(PENDING), { kind: 'payout', payout: 1500 });
    const paid = hearNetwork(set, { status: 'approved', payout: 2100 }, false);
    expect([inConflict(paid), paid.said]).toEqual([false, { status: 'approved', payout: 1500 }]);
    const other = hearNetwork(paid, { status: 'approved', payout: 900 }, false);
    expect(disagreement(other.decision, other.network)).toEqual({ status: false, payout: true });
    expect(other.said).toEqual({ status: 'approved', payout: 1500 });
  });

  it('settles a conflict for one side or the other, and by deciding anew', () => {
    const approved = decide(undecided(PENDING), { kind: 'approve', payout: null });
    const against = hearNetwork(approved, { status: 'rejected', payout: 0 }, false);
    const kept = settleConflict(against, 'decision');
    expect([inConflict(kept), kept.said]).toEqual([false, { status: 'approved', payout: 2100 }]);
    expect(hearNetwork(kept, { status: 'rejected', payout: 0 }, false).said).toEqual(kept.said);
    expect(settleConflict(against, 'network')).toEqual(undecided({ status: 'rejected', payout: 0 }));
    const anew = decide(against, { kind: 'approve', payout: null });
    expect([inConflict(anew), anew.said]).toEqual([false, { status: 'approved', payout: 2100 }]);
  });

  it('gives the same however the rows are cut into pages, with a decision in between', () => {
    const cuts = fc.array(fc.nat({ max: 8 }), { maxLength: 3 });
    fc.assert(
      fc.property(
        word,
        fc.array(word, { maxLength: 4 }),
        change,
        fc.array(word, { maxLength: 8 }),
        cuts,
        fc.boolean(),
        (first, early, made, late, at, wins) => {
          const before = hearSteps(undecided(first), steps(first, early), never).stance;
          const start = decide(before, made);
          const all = steps(start.network, late);
          const whole = hearSteps(start, all, () => wins);
          let piecewise: Stance = start;
          const heard: LedgerStep[] = [];
          const ends = [...new Set([...at.toSorted((a, b) => a - b), all.length])];
          let from = 0;
          for (const end of ends) {
            const part = hearSteps(piecewise, all.slice(from, Math.max(from, end)), () => wins);
            piecewise = part.stance;
            heard.push(...part.steps);
            from = Math.max(from, end);
          }
          expect(piecewise).toEqual(whole.stance);
          expect(heard).toEqual(whole.steps);
        },
      ),
    );
  });

  it('keeps a history without a gap, whose end is what is said', () => {
    fc.assert(
      fc.property(
        word,
        change,
        fc.array(word, { minLength: 1, maxLength: 8 }),
        fc.boolean(),
        (first, made, late, wins) => {
          const start = decide(undecided(first), made);
          const { stance, steps: heard } = hearSteps(start, steps(start.network, late), () => wins);
          let said = start.said;
          for (const step of heard) {
            expect(step.before).toMatchObject(said);
            said = { status: step.after.status, payout: step.after.payout };
          }
          expect(said).toEqual(stance.said);
        },
      ),
    );
  });

  it('is as if nobody had decided once it is taken back', () => {
    fc.assert(
      fc.property(word, change, fc.array(word, { maxLength: 6 }), (first, made, late) => {
        const before = undecided(first);
        const { stance } = hearSteps(decide(before, made), steps(first, late), never);
        expect(takeBack(before, stance.network, false)).toEqual(undecided(stance.network));
      }),
    );
  });

  it('taken back with no word in between restores exactly what stood, decision and conflict included', () => {
    fc.assert(
      fc.property(
        word,
        fc.array(change, { maxLength: 3 }),
        fc.array(word, { maxLength: 4 }),
        change,
        (first, made, late, last) => {
          const earlier = made.reduce(decide, undecided(first));
          const { stance } = hearSteps(earlier, steps(first, late), never);
          expect(takeBack(stance, decide(stance, last).network, false)).toEqual(stance);
        },
      ),
    );
  });

  it('never says more than the network or a person said', () => {
    fc.assert(
      fc.property(
        word,
        fc.array(change, { maxLength: 3 }),
        fc.array(word, { maxLength: 6 }),
        (first, made, late) => {
          const { stance } = hearSteps(made.reduce(decide, undecided(first)), steps(first, late), never);
          const statuses = [first, ...late].map(({ status }) => status);
          const decided = made.flatMap(({ kind }) =>
            kind === 'approve' ? ['approved'] : kind === 'reject' ? ['rejected'] : [],
          );
          expect([...statuses, ...decided]).toContain(stance.said.status);
        },
      ),
    );
  });
});
