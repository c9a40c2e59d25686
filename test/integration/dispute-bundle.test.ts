import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';

const TOKEN = 'SWITCHBOARD_TOKEN';
let folder = '';
let practice: Practice;

const run = (...args: string[]): Promise<CommandLineRun> =>
  commandLine([...args, '--data', folder, '--json'], {
    environment: { [TOKEN]: practice.network.tokens.network },
  });
const file = (): string => join(folder, 'workspaces', 'main', 'desk.sqlite');

interface Sample {
  readonly call_id: string;
  readonly caller_number: string;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-bundle-'));
  practice = await startPractice({ initialCalls: 60, seed: 5 });
  const { invocaUrl, networkId } = practice.network;
  const account = ['--base-url', invocaUrl, '--network-id', networkId, '--token-env', TOKEN];
  const template = `${practice.network.receiverUrl}?id={aff_sub2}&call={invoca_id}&security_token=hush-hush`;
  for (const words of [
    ['network', 'add', 'invoca', '--name', 'Leadtrust & <Sons>', ...account],
    ['sync', '--once'],
    ['postback', 'add', '--template', template, '--since', '2000-01-01'],
    ['postback', 'send', '--once', '--allow-local'],
  ]) {
    const { exitCode, errors } = await run(...words);
    if (exitCode !== 0) throw new Error(`${words.join(' ')}: ${errors}`);
  }
}, 120_000);
afterAll(async () => {
  await practice.stop();
  await rm(folder, { recursive: true, force: true });
});

function sample(): Sample {
  const db = new Database(file(), { readonly: true });
  const found = db
    .prepare<[], Sample>(
      `SELECT c.call_id, c.caller_number FROM conversions AS c JOIN deliveries AS d ON d.conversion_id = c.id
       WHERE c.changes > 1 AND c.caller_number <> '' ORDER BY c.id LIMIT 1`,
    )
    .get();
  db.close();
  if (!found) throw new Error('No conversion has a caller, a change and a delivery.');
  return found;
}

describe('a dispute bundle', () => {
  it('is one page with everything, callers masked, that needs nothing and runs nothing', async () => {
    const { call_id, caller_number } = sample();
    const out = join(folder, 'bundle.html');
    const words = ['bundle', '--invoca-id', call_id, '--out', out, '--zone', 'America/New_York'];
    expect(await run(...words)).toMatchObject({ exitCode: 0, errors: '' });
    const page = await readFile(out, 'utf8');
    expect(page).toContain(call_id);
    expect(page).toContain('Leadtrust &amp; &lt;Sons&gt;');
    expect(page).toContain('on the clock of America/New_York');
    expect(page).toContain('Every entry follows from the one before it');
    expect(page).toContain('Attempt 1');
    expect(page).toMatch(/<td>HTTP \d{3}<\/td>/);
    expect(page).toContain('&quot;transaction_id&quot;');
    const digits = caller_number.replaceAll(/\D/g, '').slice(-10);
    expect(page.replaceAll(/[\s().-]/g, '')).not.toContain(digits);
    expect(page).not.toContain('hush-hush');
    expect(page).not.toContain(practice.network.tokens.network);
    expect(page).not.toMatch(/<script|javascript:|<iframe|<img|<link|\son\w+=/i);
    expect(page).toMatch(/Content-Security-Policy" content="default-src &#39;none&#39;/);
    const [, content = ''] = /<!--content-->(.*)<!--\/content-->/s.exec(page) ?? [];
    expect(page).toContain(createHash('sha256').update(content).digest('hex'));
    expect(await run(...words)).toMatchObject({ exitCode: 0 });
    expect(await readFile(out, 'utf8')).toContain(content);
  });

  it('of a call nobody knows is refused', async () => {
    const refused = await run('bundle', '--invoca-id', 'no-such-call', '--out', join(folder, 'none.html'));
    expect(refused.exitCode).toBe(1);
    expect(refused.errors).toContain('no-such-call');
    await expect(readFile(join(folder, 'none.html'))).rejects.toThrow('ENOENT');
  });
});

describe('history verify', () => {
  it('holds, then names the entry another program changed, and the bundle says so too', async () => {
    const whole = await run('history', 'verify');
    expect(whole).toMatchObject({ exitCode: 0, errors: '' });
    expect(JSON.parse(whole.out)).toMatchObject({ ok: true, first_broken: null });
    const { call_id } = sample();
    const db = new Database(file());
    db.prepare(
      `UPDATE history SET payout_after = payout_after + 500
       WHERE seq = 2 AND conversion_id = (SELECT id FROM conversions WHERE call_id = ?)`,
    ).run(call_id);
    db.close();
    const broken = await run('history', 'verify');
    expect(broken.exitCode).toBe(1);
    expect(JSON.parse(broken.out)).toMatchObject({ ok: false, first_broken: { invoca_id: call_id, seq: 2 } });
    const out = join(folder, 'broken.html');
    expect(await run('bundle', '--invoca-id', call_id, '--out', out)).toMatchObject({ exitCode: 0 });
    expect(await readFile(out, 'utf8')).toContain('THE CHAIN IS BROKEN');
  });

  it('takes only a digest as the head that was noted', async () => {
    expect(await run('history', 'verify', '--head', 'abc')).toMatchObject({ exitCode: 2 });
    const unknown = await run('history', 'verify', '--head', 'a'.repeat(64));
    expect(unknown.exitCode).toBe(1);
  });
});
