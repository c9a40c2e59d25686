import { describe, expect, it } from 'vitest';
import { visitEntries } from '#renderer/features/numbers/visit-entries.ts';
import type { VisitOfSession } from '#shared/ipc/visits.ts';

const NUMBER = {
  sessionNumberId: 7,
  turn: 1,
  state: 'active',
  display: '(202) 555-0143',
  askedAt: 100,
  allocatedAt: 110,
  endedAt: null,
} as const;

const step = (place: number, at: number, seq: number | null): VisitOfSession['steps'][number] => ({
  place,
  at,
  keywords: ['garden'],
  fields: {},
  carriedBy: seq === null ? null : { sessionNumberId: 7, seq },
});

const update = (seq: number, at: number, settledAt: number | null): VisitOfSession['updates'][number] => ({
  sessionNumberId: 7,
  seq,
  at,
  by: 'drill_down',
  mode: 'merge',
  keywords: ['garden'],
  fields: null,
  removed: null,
  expectedVersion: null,
  state: settledAt === null ? 'queued' : 'accepted',
  reason: '',
  versionAfter: settledAt === null ? null : seq,
  settledAt,
  jobId: null,
});

const VISIT: VisitOfSession = {
  visit: {
    id: 1,
    siteName: 'Garden shop',
    visitKey: 'v',
    state: 'ended',
    endedBy: 'idle',
    startedAt: 100,
    lastStepAt: 300,
    endedAt: 900,
    steps: 4,
    keywords: ['garden'],
    number: NUMBER,
  },
  numbers: [NUMBER],
  steps: [step(1, 100, 1), step(2, 200, 2), step(3, 210, 2), step(4, 300, null)],
  updates: [update(1, 100, 110), update(2, 220, 230), update(3, 400, null)],
  calls: [],
};

describe('the timeline of a visit', () => {
  it('is in order of time, a step before what came of it', () => {
    const told = visitEntries(VISIT).map(({ kind, at }) => `${kind} ${at}`);
    expect(told).toEqual([
      'step 100',
      'number 110',
      'update 110',
      'step 200',
      'step 210',
      'update 230',
      'step 300',
      'update 400',
      'ended 900',
    ]);
  });

  it('says which steps an update carried, and of none that another hand sent', () => {
    const carried = visitEntries(VISIT).flatMap((entry) => (entry.kind === 'update' ? [entry.steps] : []));
    expect(carried).toEqual([{ from: 1, to: 1 }, { from: 2, to: 3 }, null]);
  });
});
