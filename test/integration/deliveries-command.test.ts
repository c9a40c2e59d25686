import { createHmac } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { TemplateDraft } from '#shared/ipc/postbacks.ts';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { HOUR, owedDesk, SAVED, SECOND } from '#test/support/owed-desk.ts';
import type { OwedDesk } from '#test/support/owed-desk.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';

/** Exactly the shape issue 4 states, nothing beside it. */
const listed = z.array(
  z.strictObject({
    delivery_id: z.string().regex(/^dlv_[0-9a-f]{32}$/),
    invoca_id: z.string(),
    receiver: z.string(),
    verdict: z.enum(['accepted', 'refused', 'not_delivered']).nullable(),
    attempts: z.int(),
    due_at: z.iso.datetime().nullable(),
    sent_at: z.iso.datetime().nullable(),
    waited_for: z.string().nullable(),
  }),
);

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NOW = SAVED + 2 * HOUR;

let folder = '';
let practice: Practice;
let desk: OwedDesk;
const file = (): string => join(folder, 'workspaces', 'main', 'desk.sqlite');

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-cli-'));
  practice = await startPractice({ initialCalls: 0, seed: 11 });
});
afterEach(async () => {
  await desk.close();
  await practice.stop();
  await rm(folder, { recursive: true, force: true });
});

const cli = (...args: string[]): Promise<CommandLineRun> =>
  commandLine([...args, '--data', folder, '--json'], {
    environment: { KESTREL_SECRET: SECRET, SHORT: 'short' },
    now: () => NOW,
  });

/** A workspace with deliveries owed to a receiver of the practice network, closed, for the terminal to open. */
async function workspace(
  draft: Partial<TemplateDraft>,
  prepare: (desk: OwedDesk) => Promise<void>,
): Promise<string> {
  const url = `${practice.network.receiverUrl}/couponfield/cb?id={invoca_id}&e={event}`;
  desk = await owedDesk({ url, ...draft });
  await prepare(desk);
  await desk.store.close();
  await mkdir(join(folder, 'workspaces', 'main'), { recursive: true });
  await copyFile(desk.store.file, file());
  return new URL(url).host;
}

describe('deliveries from a terminal', () => {
  it('are listed with verdict, when each was due and sent, and why it waited', async () => {
    const host = await workspace({}, async (owed) => {
      await owed.owe(3);
      const [first, second] = await owed.claim(SAVED + HOUR);
      if (!first || !second) throw new Error('Nothing was due.');
      await owed.end(first, SAVED + HOUR, { verdict: 'refused' });
      await owed.end(second, SAVED + HOUR + 5 * SECOND, { waitedFor: 'asleep' });
      await owed.store.write.releaseClaims({ deliveryIds: null });
      await owed.store.write.setReceiverPaused({ receiver: first.receiver, paused: true, now: NOW });
    });
    const run = await cli('deliveries', 'list');
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    const rows = listed.parse(JSON.parse(run.out)).toReversed();
    const due_at = new Date(SAVED + HOUR).toISOString();
    expect(rows).toMatchObject([
      {
        invoca_id: 'C-1',
        receiver: host,
        verdict: 'refused',
        attempts: 1,
        due_at,
        sent_at: due_at,
        waited_for: null,
      },
      {
        invoca_id: 'C-2',
        verdict: 'accepted',
        due_at,
        sent_at: '2025-06-15T16:06:45.000Z',
        waited_for: 'asleep',
      },
      { invoca_id: 'C-3', verdict: null, attempts: 0, due_at, sent_at: null, waited_for: 'paused' },
    ]);
    const one = await cli(
      'deliveries',
      'list',
      '--invoca-id',
      'C-3',
      '--state',
      'waiting',
      '--receiver',
      host,
    );
    expect(listed.parse(JSON.parse(one.out))).toEqual([rows[2]]);
    expect(await cli('deliveries', 'list', '--state', 'lost')).toMatchObject({ exitCode: 2 });
    expect(
      await cli('postback', 'add', '--template', 'https://x.example/', '--event', 'refunded'),
    ).toMatchObject({ exitCode: 2 });
  });

  it('are signed with a secret of the environment, which is written nowhere', async () => {
    const host = await workspace({ method: 'POST' }, (owed) => owed.owe(1));
    const limits = ['--per-second', '0.5', '--at-once', '3', '--timeout', '20'];
    const set = await cli(
      'receiver',
      'set',
      host,
      ...limits,
      '--accept',
      'tune',
      '--secret-env',
      'KESTREL_SECRET',
    );
    expect(set.errors).toBe('');
    expect(JSON.parse(set.out)).toEqual({
      receiver: host,
      per_second: 0.5,
      at_once: 3,
      timeout_seconds: 20,
      accept: 'tune',
      signed: true,
      secrets: 1,
    });
    await practice.control.setAnswer('couponfield', { status: 200, headers: {}, body: 'success=true;' });
    const sent = await cli('postback', 'send', '--once', '--allow-local');
    expect(JSON.parse(sent.out)).toMatchObject({ accepted: 1 });
    const [request] = (await practice.control.received('couponfield')).requests;
    const {
      'webhook-id': id,
      'webhook-timestamp': time,
      'webhook-signature': signature,
    } = request?.headers ?? {};
    const key = Buffer.from(SECRET.slice(6), 'base64');
    const text = `${String(id)}.${String(time)}.${request?.body}`;
    expect(signature).toBe(`v1,${createHmac('sha256', key).update(text).digest('base64')}`);
    const kept = await readFile(file());
    expect([kept.includes(SECRET.slice(6)), kept.includes(String(signature).slice(3))]).toEqual([
      false,
      false,
    ]);

    expect(await cli('receiver', 'set', host, '--secret-env', 'NOWHERE')).toMatchObject({ exitCode: 1 });
    expect(await cli('receiver', 'set', host, '--secret-env', 'SHORT')).toMatchObject({ exitCode: 1 });
    expect(await cli('receiver', 'set')).toMatchObject({ exitCode: 2 });
  });
});
