import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { VISIT_IDLE_MS } from '#shared/domain/visit-timing.ts';
import type { VisitStanding } from '#main/engine/ports/visit-store.ts';
import { visitingDesk, visitStep } from '#test/support/visiting-desk.ts';
import type { VisitingDesk } from '#test/support/visiting-desk.ts';

let desk: VisitingDesk;
beforeEach(async () => {
  desk = await visitingDesk();
});
afterEach(() => desk.end());

const GARDEN = visitStep({
  keywords: ['garden'],
  page: 'https://garden.example/?utm=1#top',
  referrer: 'https://search.example/find?q=mower',
});

function start(told = GARDEN, visitKey = 'v-1'): Promise<VisitStanding> {
  return within(desk.visits().start({ siteId: desk.siteId, visitKey, stepKey: '', step: told }));
}

function step(keywords: readonly string[], stepKey = ''): Promise<VisitStanding> {
  const told = visitStep({ keywords, page: `https://garden.example/${keywords.join('/')}?session=7` });
  return within(desk.visits().step({ siteId: desk.siteId, visitKey: 'v-1', stepKey, step: told }));
}

/** Lets what needs no time happen until the answer is there. */
async function within<T>(answer: Promise<T>): Promise<T> {
  const [settled] = await Promise.all([answer, desk.time.settle()]);
  return settled;
}

async function numberOf({ number }: VisitStanding) {
  const detail = await desk.store().read.sessionDetail({ id: number?.sessionNumberId ?? 0 });
  return { ...detail, e164: number?.given?.e164 ?? '' };
}

describe('a visit', () => {
  it('gets a number that is asked for with its first step, addresses cut to origin and path', async () => {
    const standing = await start();
    expect(standing).toMatchObject({ visitKey: 'v-1', state: 'open', steps: 1, replaces: null });
    expect(standing.number).toMatchObject({ state: 'active', over: false });
    const { e164, row, history } = await numberOf(standing);
    expect(row.purpose).toBe('drill_down');
    expect(history).toHaveLength(1);
    expect(desk.held(e164)).toEqual({
      keywords: ['garden'],
      fields: {
        page: 'https://garden.example/',
        landing_page: 'https://garden.example/',
        referrer: 'https://search.example/find',
      },
    });
  });

  it('is given a key where the site gives none', async () => {
    expect((await start(GARDEN, '')).visitKey).toBe('made-1');
  });

  it('carries the steps of a fast visitor with one update, two seconds after the last', async () => {
    const standing = await start();
    const asked = desk.spc.seen();
    for (const way of [
      ['garden', 'mowers'],
      ['garden', 'tools'],
      ['garden', 'tools', 'spades'],
    ]) {
      await desk.time.advance(700);
      await step(way);
    }
    await desk.time.advance(1_900);
    expect(desk.spc.seen()).toBe(asked);
    await desk.time.advance(200);
    expect(desk.spc.seen()).toBe(asked + 1);
    const { e164, history } = await numberOf(standing);
    expect(desk.held(e164)).toMatchObject({
      keywords: ['garden', 'tools', 'spades'],
      fields: { page: 'https://garden.example/garden/tools/spades', landing_page: 'https://garden.example/' },
    });
    expect(history.map(({ by, state }) => [by, state])).toEqual([
      ['drill_down', 'accepted'],
      ['drill_down', 'accepted'],
    ]);
  });

  it('does not let a visitor who never rests wait longer than ten seconds', async () => {
    await start();
    const asked = desk.spc.seen();
    for (let count = 0; count < 12; count += 1) {
      await desk.time.advance(1_000);
      await step(['garden', `page ${count}`]);
    }
    expect(desk.spc.seen()).toBe(asked + 1);
  });

  it('tells the network nothing that it knows', async () => {
    const standing = await start();
    await step(['garden', 'mowers']);
    await desk.quiet();
    const asked = desk.spc.seen();
    await step(['garden', 'mowers']);
    await desk.quiet();
    expect(desk.spc.seen()).toBe(asked);
    const visit = await desk
      .store()
      .read.visitOfSession({ sessionNumberId: standing.number?.sessionNumberId ?? 0 });
    expect(visit?.steps.map(({ carriedBy }) => carriedBy?.seq)).toEqual([1, 2, 2]);
  });

  it('stores a step that is told twice under its key once', async () => {
    await start();
    await step(['a'], 's1');
    expect((await step(['a'], 's1')).steps).toBe(2);
    expect((await step(['b'], 's2')).steps).toBe(3);
  });

  it('refuses what the network would refuse, and stores none of it', async () => {
    await start();
    await expect(step(['x'.repeat(121)])).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'information/keywords/keyword[1]',
    });
    await expect(step(Array.from({ length: 21 }, String))).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await step(['fine'])).steps).toBe(2);
  });

  it('must be started before it goes on', async () => {
    await expect(step(['a'])).rejects.toMatchObject({ code: 'not_found', field: 'visit' });
  });
});

describe('a visit while the network is away', () => {
  it('is answered as queued within three seconds, and has all its steps told once it is back', async () => {
    desk.runner().setOnline(false);
    const answer = desk.visits().start({ siteId: desk.siteId, visitKey: 'v-1', stepKey: '', step: GARDEN });
    await desk.time.advance(3_000);
    const standing = await answer;
    expect(standing.number).toMatchObject({ state: 'requested', given: null });
    expect(standing.fallback).toBe('Call our desk');
    await step(['garden', 'mowers']);
    await desk.time.advance(5_000);
    await step(['garden', 'mowers', 'battery']);
    await desk.time.advance(5_000);
    expect(desk.spc.seen()).toBe(0);
    desk.runner().setOnline(true);
    await desk.quiet();
    const later = await desk.visits().standing({ siteId: desk.siteId, visitKey: 'v-1' });
    expect(later?.number?.state).toBe('active');
    expect(desk.held(later?.number?.given?.e164 ?? '').keywords).toEqual(['garden', 'mowers', 'battery']);
    // One request for the number, one for both updates.
    expect(desk.spc.seen()).toBe(2);
  });

  it('names the untracked number of an empty pool', async () => {
    const drained = await visitingDesk({ campaignId: 'flash-single' });
    try {
      const begin = async (visitKey: string): Promise<VisitStanding> => {
        const answer = drained
          .visits()
          .start({ siteId: drained.siteId, visitKey, stepKey: '', step: GARDEN });
        await drained.time.advance(3_000);
        return answer;
      };
      expect((await begin('one')).number?.state).toBe('active');
      const second = await begin('two');
      expect(second.number?.state).toBe('requested');
      expect(second.fallbackNumber).toMatch(/^\+1\d{10}$/);
    } finally {
      await drained.end();
    }
  });
});

describe('a visit whose number ends', () => {
  it('gets another one with its next step, which is told all that is known', async () => {
    const first = await start();
    await step(['garden', 'mowers']);
    await desk.quiet();
    await desk.time.advance(20 * 60_000);
    await step(['garden', 'tools']);
    await desk.time.advance(15 * 60_000);
    const swapped = await step(['garden', 'tools', 'spades']);
    expect(swapped.number?.given?.e164).not.toBe(first.number?.given?.e164);
    expect(swapped).toMatchObject({ replaces: first.number?.given?.e164, number: { state: 'active' } });
    expect(desk.held(swapped.number?.given?.e164 ?? '')).toMatchObject({
      keywords: ['garden', 'tools', 'spades'],
      fields: { landing_page: 'https://garden.example/' },
    });
  });

  it('learns it from the network too, and then loses nothing of what could not be stored', async () => {
    const first = await start();
    const [sessionId = ''] = desk.spc.service.desk.sessions.keys();
    desk.spc.service.desk.release(
      'acme',
      { operation: 'ReleaseSessionPhoneNumber', customerId: 'acme', sessionId },
      desk.time.clock(),
    );
    await step(['garden', 'mowers']);
    await desk.quiet();
    const { row, history } = await numberOf(first);
    expect(row.state).toBe('released');
    expect(history[0]).toMatchObject({ state: 'not_applied' });
    const swapped = await step(['garden', 'mowers', 'battery']);
    expect(swapped.number?.sessionNumberId).not.toBe(first.number?.sessionNumberId);
    expect(desk.held(swapped.number?.given?.e164 ?? '').keywords).toEqual(['garden', 'mowers', 'battery']);
  });

  it('does not ask again and again for a number that cannot be had', async () => {
    desk.spc.mishaps.push('lost', 'lost', 'lost', 'lost', 'lost');
    const answer = desk.visits().start({ siteId: desk.siteId, visitKey: 'v-1', stepKey: '', step: GARDEN });
    await desk.time.advance(3_000);
    await answer;
    // Five tries with their pauses take longer than the rest a failed number is given.
    while ((await desk.store().read.jobCounts()).failed === 0) await desk.time.advance(10_000);
    const failed = await desk.visits().standing({ siteId: desk.siteId, visitKey: 'v-1' });
    expect(failed?.number).toMatchObject({ state: 'failed', over: true });
    const again = await step(['garden', 'mowers']);
    expect(again.number).toMatchObject({ state: 'active' });
    expect(again.number?.sessionNumberId).not.toBe(failed?.number?.sessionNumberId);
  });

  it('lets a number rest that failed at once, whatever steps come', async () => {
    const wrong = await visitingDesk({ ttlSeconds: 300 });
    try {
      const asked = wrong.store().read.visitStanding;
      const tell = async (): Promise<number | undefined> => {
        const answer = wrong
          .visits()
          .start({ siteId: wrong.siteId, visitKey: 'v', stepKey: '', step: GARDEN });
        await wrong.time.advance(3_000);
        return (await answer).number?.sessionNumberId;
      };
      wrong.runner().setOnline(false);
      const first = await tell();
      const [job] = (await wrong.store().read.jobPage({ filter: {}, index: 0, limit: 1, now: 0 })).rows;
      await wrong.store().write.cancelJob({ id: job?.id ?? 0, now: wrong.time.clock() });
      expect(await tell()).toBe(first);
      await wrong.time.advance(60_000);
      expect(await tell()).not.toBe(first);
      expect(await asked({ siteId: wrong.siteId, visitKey: 'v', now: wrong.time.clock() })).toMatchObject({
        steps: 3,
        number: { state: 'requested' },
      });
    } finally {
      await wrong.end();
    }
  });
});

describe('the end of a visit', () => {
  it('sends what waits at once', async () => {
    const standing = await start();
    await step(['garden', 'mowers']);
    await within(desk.visits().end({ siteId: desk.siteId, visitKey: 'v-1', release: null }));
    await desk.time.advance(10);
    const { e164, row } = await numberOf(standing);
    expect(desk.held(e164).keywords).toEqual(['garden', 'mowers']);
    expect(row.state).toBe('active');
  });

  it('gives the number back where that is wanted, after the last update', async () => {
    const standing = await start();
    await step(['garden', 'mowers']);
    await within(desk.visits().end({ siteId: desk.siteId, visitKey: 'v-1', release: true }));
    await desk.quiet();
    const { row, history } = await numberOf(standing);
    expect(row.state).toBe('released');
    expect(history.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  });

  it('gives a number back that comes only after the end', async () => {
    desk.runner().setOnline(false);
    const answer = desk.visits().start({ siteId: desk.siteId, visitKey: 'v-1', stepKey: '', step: GARDEN });
    await desk.time.advance(3_000);
    await answer;
    await within(desk.visits().end({ siteId: desk.siteId, visitKey: 'v-1', release: true }));
    desk.runner().setOnline(true);
    await desk.quiet();
    const later = await desk.visits().standing({ siteId: desk.siteId, visitKey: 'v-1' });
    expect(later).toMatchObject({ state: 'ended', number: { state: 'released' } });
  });

  it('comes by itself when no step comes for half an hour', async () => {
    await start();
    await desk.time.advance(VISIT_IDLE_MS - 1);
    expect((await desk.store().read.recentVisits({ limit: 1 }))[0]).toMatchObject({ state: 'open' });
    await desk.time.advance(1);
    expect((await desk.store().read.recentVisits({ limit: 1 }))[0]).toMatchObject({
      state: 'ended',
      endedBy: 'idle',
    });
  });

  it('is taken back by a later step', async () => {
    const standing = await start();
    await within(desk.visits().end({ siteId: desk.siteId, visitKey: 'v-1', release: null }));
    const again = await step(['garden', 'roses']);
    expect(again).toMatchObject({ state: 'open', steps: 2 });
    expect(again.number?.sessionNumberId).toBe(standing.number?.sessionNumberId);
  });

  it('means another number for a visitor who comes back after his was given back', async () => {
    const standing = await start();
    await within(desk.visits().end({ siteId: desk.siteId, visitKey: 'v-1', release: true }));
    const again = await start();
    expect(again.number?.sessionNumberId).not.toBe(standing.number?.sessionNumberId);
  });
});

describe('a desk that is started again', () => {
  it('carries the steps that waited, and ends the visits that were left', async () => {
    const standing = await start();
    await step(['garden', 'mowers']);
    await desk.crash();
    await desk.quiet();
    expect(desk.held(standing.number?.given?.e164 ?? '').keywords).toEqual(['garden', 'mowers']);
    await desk.time.advance(VISIT_IDLE_MS);
    expect((await desk.store().read.recentVisits({ limit: 1 }))[0]?.endedBy).toBe('idle');
  });
});
