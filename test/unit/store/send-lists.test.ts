import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobEffect } from '#main/engine/ports/job-effects.ts';
import type { ClaimedJob, JobOutcome } from '#main/engine/ports/job.ts';
import type { SendListDraft } from '#shared/ipc/send-lists.ts';
import { HOUR, listStore, NOW, people } from '#test/support/list-store.ts';
import type { ListStore } from '#test/support/list-store.ts';

let desk: ListStore;
beforeEach(async () => {
  desk = await listStore();
});
afterEach(() => desk.end());

describe('recipients of a list', () => {
  it('are taken once each; rows left out keep their reason', async () => {
    await desk.store.write.leaveOut({ ids: ['77'], note: 'asked', now: NOW });
    const id = await desk.listOf(2);
    const [one] = people(1);
    const rows = [
      { line: 1, twitterId: one?.twitterId ?? '', handle: 'other', name: '' },
      { line: 2, twitterId: '5', handle: 'FAN_2', name: '' },
      { line: 3, twitterId: '77', handle: 'seventy', name: '' },
      { line: 4, twitterId: '9', handle: 'nine', name: '' },
    ];
    expect(await desk.store.write.addRecipients({ id, rows, again: false })).toEqual({
      added: 1,
      excluded: 3,
    });
    const { rows: out } = await desk.store.read.excludedPage({ id, index: 0, limit: 10 });
    expect(out.map(({ reason }) => reason)).toEqual(['repeated_id', 'repeated_handle', 'excluded']);
    expect((await desk.store.read.recipientPage({ id, index: 0, limit: 10, text: '@NINE' })).count).toBe(1);
  });

  it('of a file given again stay; those excluded are worked out anew', async () => {
    const id = await desk.listOf(2);
    const rows = [...people(3), { line: 9, twitterId: 'x', handle: 'x', name: '' }];
    expect(await desk.store.write.addRecipients({ id, rows, again: true })).toEqual({
      added: 1,
      excluded: 1,
    });
    expect(await desk.store.write.addRecipients({ id, rows, again: true })).toEqual({
      added: 0,
      excluded: 1,
    });
    expect((await desk.store.read.excludedPage({ id, index: 0, limit: 10 })).count).toBe(1);
  });

  it('added to a running list wait for numbers, and the division of the others stays', async () => {
    const id = await desk.started(4);
    await desk.work();
    const before = await desk.finished(id);
    await desk.store.write.addRecipients({ id, rows: people(4, 5), again: false });
    await desk.store.write.askNumbers({ limit: 100, now: NOW });
    await desk.work();
    const after = await desk.finished(id);
    expect(after.slice(0, 4)).toEqual(before);
    expect(after.map(({ adCopy }) => adCopy).filter((label) => label === 'A')).toHaveLength(2);
  });
});

describe('a list that runs', () => {
  it('has a message ready only once its update is accepted', async () => {
    const id = await desk.started(3);
    expect(await desk.counts(id)).toMatchObject({ all: 3, asked: 3, numbered: 0, ready: 0 });
    const refuse = (job: ClaimedJob): JobOutcome<JobEffect> | null =>
      job.kind === 'session.update'
        ? {
            kind: 'again',
            dueAt: NOW + 1,
            wait: 'network',
            reason: '',
            hold: null,
            counts: true,
            maybeReached: true,
            effect: null,
          }
        : null;
    await desk.work(NOW, refuse);
    expect(await desk.counts(id)).toMatchObject({ asked: 3, numbered: 3, ready: 0 });
    expect(await desk.finished(id)).toEqual([]);
    const updates = await desk.work(NOW + 1);
    expect(updates.map(({ kind }) => kind)).toEqual(Array(3).fill('session.update'));
    expect(await desk.counts(id)).toMatchObject({ asked: 0, ready: 3 });
    const [first] = await desk.finished(id);
    expect(first).toMatchObject({ adCopy: 'B', text: 'fan_1: (202) 555-1001', length: 21 });
    const { row } = await desk.store.read.sessionDetail({ id: first?.sessionNumberId ?? 0 });
    expect(row.information.fields).toEqual({
      twitter_id: '1597334455667788991',
      twitter_handle: 'fan_1',
      ad_copy: 'B',
    });
    expect(row.purpose).toBe('send_list');
  });

  it('asks slice by slice, each message once, however often it is asked', async () => {
    const id = await desk.listOf(5);
    await desk.store.write.startSendList({ id, now: NOW });
    expect(await desk.store.write.askNumbers({ limit: 2, now: NOW })).toEqual({ asked: 2, left: 3 });
    expect(await desk.store.write.askNumbers({ limit: 10, now: NOW })).toEqual({ asked: 3, left: 0 });
    expect(await desk.store.write.askNumbers({ limit: 10, now: NOW })).toEqual({ asked: 0, left: 0 });
    expect((await desk.work()).filter(({ kind }) => kind === 'session.request')).toHaveLength(5);
    const { rows } = await desk.store.read.sessionPage({ filter: {}, index: 0, limit: 10 });
    expect(new Set(rows.map(({ clientReference }) => clientReference)).size).toBe(5);
  });

  it('waits as a whole while its pool is empty, and says until when', async () => {
    const id = await desk.started(2);
    const [job] = await desk.store.write.claimJobs({
      now: NOW,
      leaseMs: 1,
      perNetwork: 1,
      room: {},
      away: [],
    });
    const hold = {
      networkId: desk.networkId,
      campaignId: 'follower-offer',
      wait: 'pool',
      reason: 'The pool is empty.',
      until: NOW + HOUR,
    } as const;
    await desk.store.write.settleJobs({
      tries: [
        {
          jobId: job?.id ?? 0,
          outcome: {
            kind: 'again',
            dueAt: NOW + HOUR,
            wait: 'pool',
            reason: hold.reason,
            hold,
            counts: false,
            maybeReached: false,
            effect: null,
          },
        },
      ],
      contacts: [],
      now: NOW,
    });
    expect(await desk.work()).toEqual([]);
    const { row } = await desk.store.read.sendList({ id, now: NOW });
    expect(row.wait).toEqual({ kind: 'pool', reason: 'The pool is empty.', until: NOW + HOUR });
    await desk.work(NOW + HOUR);
    expect((await desk.store.read.sendList({ id, now: NOW + HOUR })).row).toMatchObject({
      state: 'done',
      wait: null,
    });
  });

  it('stores what numbers that were given are for while the pool has no more', async () => {
    const id = await desk.started(4);
    let pool = 2;
    const empty = (job: ClaimedJob): JobOutcome<JobEffect> | null => {
      if (job.kind !== 'session.request' || pool-- > 0) return null;
      const reason = 'The pool is empty.';
      const until = NOW + HOUR;
      const hold = {
        networkId: desk.networkId,
        campaignId: job.campaignId,
        wait: 'pool',
        reason,
        until,
      } as const;
      return {
        kind: 'again',
        dueAt: until,
        wait: 'pool',
        reason,
        hold,
        counts: false,
        maybeReached: false,
        effect: null,
      };
    };
    const seen = await desk.work(NOW, empty);
    expect(seen.filter(({ kind }) => kind === 'session.update')).toHaveLength(2);
    expect(await desk.counts(id)).toMatchObject({ ready: 2, asked: 2, numbered: 2 });
    expect(await desk.store.write.nextJobAt({ away: [] })).toBe(NOW + HOUR);
    const { rows } = await desk.store.read.jobPage({
      filter: { states: ['queued'] },
      index: 0,
      limit: 9,
      now: NOW,
    });
    expect(rows.map(({ kind, wait }) => [kind, wait])).toEqual([
      ['session.update', 'turn'],
      ['session.request', 'pool'],
      ['session.update', 'turn'],
      ['session.request', 'pool'],
    ]);
    await desk.work(NOW + HOUR);
    expect(await desk.counts(id, NOW + HOUR)).toMatchObject({ ready: 4, asked: 0 });
  });

  it('stands still while it is stopped and goes on where it stopped', async () => {
    const id = await desk.listOf(3);
    await desk.store.write.startSendList({ id, now: NOW });
    await desk.store.write.askNumbers({ limit: 1, now: NOW });
    await desk.store.write.stopSendList({ id, stopped: true });
    expect(await desk.work()).toEqual([]);
    expect(await desk.store.write.askNumbers({ limit: 10, now: NOW })).toEqual({ asked: 0, left: 0 });
    expect((await desk.store.read.sendList({ id, now: NOW })).row.state).toBe('stopped');
    await desk.store.write.stopSendList({ id, stopped: false });
    await desk.store.write.askNumbers({ limit: 10, now: NOW });
    await desk.work();
    expect(await desk.counts(id)).toMatchObject({ ready: 3 });
  });

  it('keeps its ad copies, and starts only with all it needs', async () => {
    const id = await desk.started(1);
    const copies = [{ label: 'A', text: 'Ring {number}', weight: 1 }];
    await expect(desk.store.write.saveSendList({ id, draft: desk.draft({ copies }) })).rejects.toMatchObject({
      code: 'conflict',
    });
    await desk.store.write.saveSendList({ id, draft: desk.draft({ name: 'Later', leastLeftSeconds: 60 }) });
    expect((await desk.store.read.sendList({ id, now: NOW })).row.name).toBe('Later');
    await expect(desk.store.write.startSendList({ id, now: NOW })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(desk.store.write.clearRecipients({ id })).rejects.toMatchObject({ code: 'conflict' });
    const faulty: readonly (readonly [Partial<SendListDraft>, string])[] = [
      [{ networkId: null }, 'networkId'],
      [{ campaignId: '' }, 'campaignId'],
      [{ copies: [] }, 'copies'],
      [{ copies: [{ label: 'A', text: 'Call me', weight: 1 }] }, 'copies'],
      [{ copies: [{ label: 'A', text: 'Call {number}', weight: 0 }] }, 'copies'],
    ];
    for (const [more, field] of faulty) {
      const unready = await desk.listOf(1, more);
      await expect(desk.store.write.startSendList({ id: unready, now: NOW })).rejects.toMatchObject({
        field,
      });
    }
    const empty = await desk.store.write.createSendList({ draft: desk.draft(), now: NOW });
    await expect(desk.store.write.startSendList({ id: empty, now: NOW })).rejects.toMatchObject({
      field: 'recipients',
    });
  });
});

describe('a message that cannot go out', () => {
  it('with too little time left is marked, and gets a new number only when asked', async () => {
    const id = await desk.started(2);
    await desk.work();
    const [one] = await desk.finished(id);
    await desk.store.write.handOut({ messageIds: [one?.id ?? 0], by: 'file', now: NOW });
    const soon = NOW + 4 * HOUR - 30 * 60_000;
    expect(await desk.counts(id, soon - 1)).toMatchObject({ handed: 1, ready: 1, late: 0 });
    expect(await desk.counts(id, soon)).toMatchObject({ handed: 1, ready: 0, late: 1 });
    expect(await desk.finished(id, soon)).toEqual([]);
    expect(await desk.store.write.renewMessages({ id, which: 'late', now: soon })).toBe(1);
    await desk.store.write.askNumbers({ limit: 10, now: soon });
    expect((await desk.work(soon)).filter(({ kind }) => kind === 'session.request')).toHaveLength(1);
    expect(await desk.counts(id, soon)).toMatchObject({ handed: 1, ready: 1, late: 0 });
    const { count } = await desk.store.read.sessionPage({ filter: {}, index: 0, limit: 10 });
    expect(count).toBe(3);
  });

  it('is marked once its number is over, whether it was handed out or not', async () => {
    const id = await desk.started(2);
    await desk.work();
    const [one] = await desk.finished(id);
    await desk.store.write.handOut({ messageIds: [one?.id ?? 0], by: 'file', now: NOW });
    const ended = async (now: number): Promise<readonly boolean[]> => {
      await desk.store.write.endSessions({ now });
      const page = { id, state: null, text: '', index: 0, limit: 9, now };
      return (await desk.store.read.messagePage(page)).rows.map(({ numberEnded }) => numberEnded);
    };
    expect(await ended(NOW + HOUR)).toEqual([false, false]);
    expect(await ended(NOW + 24 * HOUR)).toEqual([true, true]);
  });

  it('whose number was refused is tried again under the same reference', async () => {
    const id = await desk.started(1);
    await desk.work(NOW, (job) =>
      job.kind === 'session.request'
        ? {
            kind: 'failed',
            reason: 'No.',
            hold: null,
            effect: { kind: 'session.failed', sessionNumberId: job.payload.sessionNumberId, reason: 'No.' },
          }
        : null,
    );
    expect(await desk.counts(id)).toMatchObject({ failed: 1, numbered: 0 });
    const { rows } = await desk.store.read.messagePage({
      id,
      state: 'failed',
      text: '',
      index: 0,
      limit: 9,
      now: NOW,
    });
    expect(rows[0]?.reason).toContain('No.');
    expect(await desk.store.write.renewMessages({ id, which: 'failed', now: NOW })).toBe(1);
    await desk.store.write.askNumbers({ limit: 10, now: NOW });
    await desk.work();
    expect(await desk.counts(id)).toMatchObject({ ready: 1, failed: 0 });
    expect((await desk.store.read.sessionPage({ filter: {}, index: 0, limit: 10 })).count).toBe(1);
  });

  it('whose update was refused becomes ready when the update is tried again', async () => {
    const id = await desk.started(1);
    await desk.work(NOW, (job) =>
      job.kind === 'session.update'
        ? {
            kind: 'failed',
            reason: 'Too long.',
            hold: null,
            effect: { kind: 'session.update_refused', ...job.payload, reason: 'Too long.', versionNow: null },
          }
        : null,
    );
    expect(await desk.counts(id)).toMatchObject({ failed: 1, numbered: 1 });
    const { rows } = await desk.store.read.jobPage({
      filter: { states: ['failed'] },
      index: 0,
      limit: 9,
      now: NOW,
    });
    await desk.store.write.retryJob({ id: rows[0]?.id ?? 0, now: NOW });
    expect(await desk.counts(id)).toMatchObject({ failed: 0, asked: 1 });
    await desk.work();
    expect(await desk.counts(id)).toMatchObject({ ready: 1 });
  });
});
