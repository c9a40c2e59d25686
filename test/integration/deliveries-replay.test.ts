import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';

const replayed = z.object({
  replay: z.number(),
  queued: z.array(z.object({ delivery_id: z.string(), replays: z.string(), url: z.string() })),
  refused: z.array(z.object({ delivery_id: z.string(), reason: z.string() })),
});

describe('deliveries replay', () => {
  let folder = '';
  let practice: Practice;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-replay-'));
    practice = await startPractice({ initialCalls: 0, seed: 11 });
  });
  afterEach(async () => {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cli = (...args: string[]): Promise<CommandLineRun> =>
    commandLine([...args, '--data', folder, '--json'], {
      environment: { SWITCHBOARD_TOKEN: practice.network.tokens.network },
    });
  const done = async (...args: string[]): Promise<void> => {
    expect(await cli(...args)).toMatchObject({ exitCode: 0, errors: '' });
  };

  it('sends a delivery again under its id or under a new one, and refuses what waits already', async () => {
    const { invocaUrl, networkId, receiverUrl } = practice.network;
    const account = ['--name', 'Leadtrust', '--base-url', invocaUrl, '--network-id', networkId];
    await done('network', 'add', 'invoca', ...account, '--token-env', 'SWITCHBOARD_TOKEN');
    await done(
      'postback',
      'add',
      '--template',
      `${receiverUrl}/23/c?id={invoca_id}`,
      '--since',
      '2020-01-01',
    );
    const [call] = await practice.control.addCalls({ result: 'paid' });
    const id = call?.complete_call_id ?? '';
    await done('sync', '--once');
    const replay = (...way: string[]) => cli('deliveries', 'replay', '--invoca-id', id, ...way);

    const early = await replay('--keep-id');
    expect(early.exitCode).toBe(1);
    expect(replayed.parse(JSON.parse(early.out))).toMatchObject({
      queued: [],
      refused: [{ reason: 'waits in the outbox already under this id' }],
    });

    await done('postback', 'send', '--once', '--allow-local');
    const kept = replayed.parse(JSON.parse((await replay('--keep-id')).out));
    expect(kept).toMatchObject({ replay: 2, refused: [] });
    expect(kept.queued[0]?.delivery_id).toBe(kept.queued[0]?.replays);
    await done('postback', 'send', '--once', '--allow-local');
    const fresh = replayed.parse(JSON.parse((await replay('--new-id')).out));
    expect(fresh.queued[0]?.delivery_id).not.toBe(fresh.queued[0]?.replays);
    await done('postback', 'send', '--once', '--allow-local');

    const { requests } = await practice.control.received('23');
    const ids = requests.map(({ headers }) => headers['webhook-id']);
    expect(ids).toEqual([
      kept.queued[0]?.delivery_id,
      kept.queued[0]?.delivery_id,
      fresh.queued[0]?.delivery_id,
    ]);
  });

  it('says how the ids are to be, and of which call', async () => {
    expect(await cli('deliveries', 'replay', '--invoca-id', 'X')).toMatchObject({ exitCode: 2 });
    expect(await cli('deliveries', 'replay', '--invoca-id', 'X', '--keep-id', '--new-id')).toMatchObject({
      exitCode: 2,
    });
    const none = await cli('deliveries', 'replay', '--invoca-id', 'X', '--keep-id');
    expect(none.exitCode).toBe(1);
    expect(none.errors).toContain('No delivery is owed');
  });
});
