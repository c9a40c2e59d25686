import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { testStore } from '#test/support/store-workspace.ts';
import { templateDraft } from '#test/support/template-draft.ts';

const NOW = 1_750_000_000_000;

const replayed = z.object({
  replay: z.number(),
  queued: z.array(z.object({ delivery_id: z.string(), replays: z.string(), url: z.string() })),
  refused: z.array(z.object({ delivery_id: z.string(), reason: z.string() })),
});

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-replay-'));
  await mkdir(join(folder, 'workspaces', 'main'), { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const replay = (...words: string[]): Promise<CommandLineRun> =>
  commandLine(['deliveries', 'replay', ...words, '--data', folder, '--json']);

/** A workspace with one call whose postback was accepted; gives the delivery's id. */
async function workspaceWithDelivery(): Promise<string> {
  const store = await testStore();
  const url = 'https://kestrel.example/cb?id={invoca_id}&d={delivery_id}';
  await store.write.saveTemplate({ draft: templateDraft({ url }), now: NOW });
  const call = { id: 'T-1', call: 'C-1', result: 'Paid', payout: 2100, startedAt: NOW + 1 };
  await store.take([{ ...call, partner: '23', offer: '45' }]);
  const limits = { limit: 1, perReceiver: 1, leaseMs: 60_000, inFlight: {} };
  const [claimed] = await store.write.claimDeliveries({ now: Number.MAX_SAFE_INTEGER, ...limits });
  if (!claimed) throw new Error('Nothing is owed.');
  const { deliveryId } = claimed;
  const blank = { requestHeaders: '', responseHeaders: '', bodyStart: 'OK' };
  const made = { number: 1, startedAt: NOW, durationMs: 1, url: claimed.url, ...blank };
  const attempt = { ...made, httpStatus: 200, verdict: 'accepted', reason: 'HTTP 200' } as const;
  const outcome = { deliveryId, attempt, state: 'accepted', dueAt: null, stopReceiver: false } as const;
  await store.write.recordAttempts({ outcomes: [outcome] });
  await store.close();
  await cp(store.file, join(folder, 'workspaces', 'main', 'desk.sqlite'));
  await rm(dirname(store.file), { recursive: true });
  return deliveryId;
}

it('a delivery is replayed under a new id or under its own, and what waits already is refused', async () => {
  const deliveryId = await workspaceWithDelivery();

  const fresh = await replay('--invoca-id', 'C-1', '--new-id');
  expect(fresh).toMatchObject({ exitCode: 0, errors: '' });
  const { queued, refused } = replayed.parse(JSON.parse(fresh.out));
  expect(refused).toEqual([]);
  const [posted] = queued;
  expect(posted).toMatchObject({ replays: deliveryId });
  expect(posted?.delivery_id).not.toBe(deliveryId);
  expect(posted?.url).toContain(posted?.delivery_id);

  const kept = await replay('--invoca-id', 'C-1', '--keep-id');
  expect(kept.exitCode).toBe(0);
  expect(replayed.parse(JSON.parse(kept.out))).toMatchObject({
    replay: 2,
    queued: [{ delivery_id: deliveryId, replays: deliveryId }],
    refused: [{ delivery_id: posted?.delivery_id, reason: 'waits in the outbox already under this id' }],
  });

  const again = await replay('--invoca-id', 'C-1', '--new-id');
  expect(again.exitCode).toBe(1);
  expect(replayed.parse(JSON.parse(again.out))).toMatchObject({ queued: [], refused: [{}] });
});

it('a replay is told how the ids are to be', async () => {
  expect(await replay('--invoca-id', 'C-1')).toMatchObject({ exitCode: 2 });
  expect(await replay('--invoca-id', 'C-1', '--keep-id', '--new-id')).toMatchObject({ exitCode: 2 });
  expect(await replay('--keep-id')).toMatchObject({ exitCode: 2 });
});
