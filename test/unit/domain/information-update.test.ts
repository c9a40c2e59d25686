import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyUpdate,
  carriedTogether,
  changesNothing,
  composeUpdates,
  sameInformation,
} from '#shared/domain/information-update.ts';
import type { InformationUpdate, SessionInformation } from '#shared/domain/session-information.ts';
import { updateViolations } from '#shared/domain/session-request-check.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd');
const fields = fc.dictionary(name, fc.constantFrom('', '1', '2'), { maxKeys: 4 });
const keywords = fc.array(fc.constantFrom('x', 'y', 'z'), { maxLength: 3 });
const information: fc.Arbitrary<SessionInformation> = fc.record({ keywords, fields });

const replace: fc.Arbitrary<InformationUpdate> = fc.record(
  { mode: fc.constant('replace' as const), keywords, fields },
  { requiredKeys: ['mode'] },
);
/** Merges the network would take: something changes, and no name is both set and removed. */
const merge: fc.Arbitrary<InformationUpdate> = fc
  .record(
    { mode: fc.constant('merge' as const), keywords, fields, remove: fc.uniqueArray(name, { minLength: 1 }) },
    { requiredKeys: ['mode'] },
  )
  .filter(
    (update) => updateViolations({ session: { sessionId: 's' }, update, expectedVersion: null }).length === 0,
  );
const update = fc.oneof({ weight: 4, arbitrary: merge }, { weight: 1, arbitrary: replace });

describe('an update of session information', () => {
  it('merges: the list is replaced whole, fields go over those of their name, named ones go', () => {
    const stored = { keywords: ['spring'], fields: { a: '1', b: '2', c: '3' } };
    expect(applyUpdate(stored, { mode: 'merge', fields: { a: '', d: '4' }, remove: ['b', 'zz'] })).toEqual({
      keywords: ['spring'],
      fields: { a: '', c: '3', d: '4' },
    });
    expect(applyUpdate(stored, { mode: 'merge', keywords: [] })).toEqual({ ...stored, keywords: [] });
  });

  it('replaces: what is left out is emptied', () => {
    const stored = { keywords: ['spring'], fields: { a: '1' } };
    expect(applyUpdate(stored, { mode: 'replace', keywords: ['garden'] })).toEqual({
      keywords: ['garden'],
      fields: {},
    });
    expect(applyUpdate(stored, { mode: 'replace' })).toEqual({ keywords: [], fields: {} });
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(information, update, (stored, change) => {
        expect(changesNothing(applyUpdate(stored, change), change)).toBe(true);
      }),
    );
  });

  it('knows the names of objects as names', () => {
    const stored = { keywords: [], fields: { constructor: '1' } };
    expect(sameInformation(stored, { keywords: [], fields: { other: '1' } })).toBe(false);
  });
});

describe('updates composed', () => {
  it('do together what they do one after the other', () => {
    fc.assert(
      fc.property(information, update, update, (stored, first, second) => {
        expect(applyUpdate(stored, composeUpdates(first, second))).toEqual(
          applyUpdate(applyUpdate(stored, first), second),
        );
      }),
    );
  });

  it('stay what the network takes', () => {
    fc.assert(
      fc.property(update, update, (first, second) => {
        const composed = composeUpdates(first, second);
        expect(
          updateViolations({ session: { sessionId: 's' }, update: composed, expectedVersion: null }),
        ).toEqual([]);
      }),
    );
  });

  it('may be sent again, and again with more, and end the same', () => {
    fc.assert(
      fc.property(
        information,
        fc.array(update, { minLength: 2, maxLength: 6 }),
        fc.nat(),
        (stored, run, cut) => {
          const compose = (part: readonly InformationUpdate[]): InformationUpdate =>
            part.reduce((all, one) => composeUpdates(all, one));
          const some = compose(run.slice(0, 1 + (cut % (run.length - 1))));
          const all = compose(run);
          const sent = [some, some, all, all].reduce(applyUpdate, stored);
          expect(sent).toEqual(run.reduce(applyUpdate, stored));
        },
      ),
    );
  });

  it('are carried up to the first that expects a version, which goes alone', () => {
    const plain = { update: { mode: 'merge', fields: { a: '1' } }, expectedVersion: null } as const;
    const exact = { ...plain, expectedVersion: 3 };
    expect(carriedTogether([])).toBeNull();
    expect(carriedTogether([plain, plain, exact, plain])?.count).toBe(2);
    expect(carriedTogether([exact, plain])?.count).toBe(1);
  });

  it('are carried only as far as one request holds', () => {
    const removing = (from: number) => ({
      update: {
        mode: 'merge' as const,
        remove: Array.from({ length: 10 }, (_, index) => `field_${from + index}`),
      },
      expectedVersion: null,
    });
    expect(carriedTogether([removing(0), removing(10), removing(20)])?.count).toBe(2);
    const large = {
      update: { mode: 'merge', fields: { a: 'é'.repeat(255) } },
      expectedVersion: null,
    } as const;
    expect(carriedTogether([large, large])?.count).toBe(2);
  });
});
