import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';

const CAMPAIGN = 'spring-offer-7';

describe('session numbers from a terminal', () => {
  let folder = '';
  let practice: Practice;
  let key = '';
  let later = 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-cli-'));
    practice = await startPractice({ initialCalls: 0, seed: 11, spc: { rate: { perSecond: 0 } } });
    key = practice.network.spcKey;
    later = 0;
    const { exitCode, errors } = await connect(practice.network.spcUrl);
    if (exitCode !== 0) throw new Error(errors);
  });

  afterEach(async () => {
    await practice.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const cli = (...args: string[]): Promise<CommandLineRun> =>
    commandLine([...args, '--data', folder, '--json'], {
      environment: { SPC_KEY: key },
      now: () => Date.now() + later,
    });
  const said = async (...args: string[]): Promise<unknown> => {
    const run = await cli(...args);
    expect(run.errors).toBe('');
    return JSON.parse(run.out);
  };
  const connect = (endpoint: string, ...more: string[]): Promise<CommandLineRun> =>
    cli(
      ...words('network add spc --name Numbers --extensions --key-env SPC_KEY'),
      ...words(`--endpoint ${endpoint} --user ${practice.network.spcUser}`),
      ...words(`--customer ${practice.network.spcCustomer}`),
      ...more,
    );
  const request = (ref: string, ...more: string[]): Promise<unknown> =>
    said('session', 'request', '--campaign', CAMPAIGN, '--ref', ref, ...more);
  const sessionOf = async (ref: string): Promise<string> => {
    const answer = await request(ref);
    if (typeof answer !== 'object' || answer === null || !('session_id' in answer))
      throw new Error('No session.');
    return String(answer.session_id);
  };

  it('request one number for one reference, and tell the second time that it is the same', async () => {
    const more = [
      '--ttl',
      '7200',
      '--keyword',
      'spring offer',
      'garden',
      '--field',
      'ad_copy=B',
      'twitter_id=1597334455667788990',
    ];
    const first = await request('spring:msg-1', ...more);
    expect(first).toEqual({
      session_id: expect.stringMatching(/./),
      number: expect.stringMatching(/^\+1\d{10}$/),
      destination: '+13125550100',
      expires_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
      replayed: false,
    });
    expect(await request('spring:msg-1', ...more)).toEqual({ ...Object(first), replayed: true });
    expect(await said('session', 'list')).toMatchObject([
      {
        state: 'active',
        version: 1,
        keywords: ['spring offer', 'garden'],
        fields: { ad_copy: 'B', twitter_id: '1597334455667788990' },
      },
    ]);
    expect((await practice.control.spcState()).numbers_given).toBe(1);
  });

  it('update what is stored: merged, removed, replaced, and refused at another version', async () => {
    const session = await sessionOf('spring:msg-1');
    const update = (...more: string[]) => said('session', 'update', '--session', session, ...more);
    const accepted = { accepted: true, updated_at: expect.stringMatching(/Z$/) };
    expect(await update('--keyword', 'a', '--field', 'x=1', 'y=2')).toEqual({ ...accepted, version: 1 });
    expect(await update('--field', 'x=', '--remove', 'y')).toEqual({ ...accepted, version: 2 });
    expect(await update('--field', 'x=', '--expect', '2')).toEqual({ ...accepted, version: 2 });
    const late = await cli('session', 'update', '--session', session, '--field', 'x=9', '--expect', '1');
    expect(late).toMatchObject({ exitCode: 1, errors: expect.stringContaining('version 2, not 1') });
    expect(await update('--mode', 'replace', '--keyword', 'garden')).toEqual({ ...accepted, version: 3 });
    expect(await said('session', 'list')).toMatchObject([{ version: 3, keywords: ['garden'], fields: {} }]);
  });

  it('queue an update while the network is out of reach, and send it when it is back', async () => {
    const session = await sessionOf('spring:msg-1');
    await practice.control.setFault({ target: 'spc', kind: 'cut', when: 'before', times: 1 });
    const queued = await said('session', 'update', '--session', session, '--keyword', 'late');
    expect(queued).toEqual({ queued: true, job: expect.any(Number) });
    expect(await said('session', 'list')).toMatchObject([{ version: 0, keywords: [] }]);
    expect(await runLater()).toEqual({ done: 1, waiting: 0, failed: [] });
    expect(await said('session', 'list')).toMatchObject([{ version: 1, keywords: ['late'] }]);
  });

  it('send again what lost its answer, and burn no second number', async () => {
    await practice.control.setFault({ target: 'spc', kind: 'cut', when: 'after', times: 1 });
    expect(await request('spring:msg-1')).toEqual({ queued: true, job: expect.any(Number) });
    await runLater();
    expect(await practice.control.spcState()).toMatchObject({ numbers_given: 1, replays: 1 });
    expect(await request('spring:msg-1')).toMatchObject({ replayed: true });
  });

  it('say which job failed and why', async () => {
    const session = await sessionOf('spring:msg-1');
    await practice.control.expireSpcSession(session);
    const run = await cli('session', 'update', '--session', session, '--keyword', 'late');
    expect(run).toMatchObject({ exitCode: 1, errors: expect.stringContaining('session ended before') });
    expect(await said('session', 'list')).toMatchObject([{ state: 'expired' }]);
  });

  it('wait for a person where the campaign is unknown or the key is wrong', async () => {
    const unknown = await said('session', 'request', '--campaign', 'nobody-knows', '--ref', 'message-1');
    expect(unknown).toMatchObject({ queued: true });
    key = 'wrong';
    expect(await request('spring:msg-1')).toMatchObject({ queued: true });
    key = practice.network.spcKey;
    expect(await said('jobs', 'run', '--once')).toEqual({ done: 1, waiting: 1, failed: [] });
  });

  it('refuse what the network would refuse, before anything is queued', async () => {
    const bad = await cli(
      'session',
      'request',
      '--campaign',
      CAMPAIGN,
      '--ref',
      'spring:msg-1',
      '--field',
      'Not A Name=1',
    );
    expect(bad).toMatchObject({ exitCode: 1, errors: expect.stringContaining('Not A Name') });
    expect(await said('session', 'list')).toEqual([]);
    expect(await connect('http://numbers.example/soap')).toMatchObject({
      exitCode: 2,
      errors: expect.stringContaining('Only this machine may be http'),
    });
    const spelled = await cli(
      ...words('network add spc --name N --endpoint https://numbers.example/soap --user u --customer c'),
      '--key-env',
      'not a name!',
    );
    expect(spelled.exitCode).toBe(2);
  });

  /** Runs jobs a while later, when what waited is due again. */
  function runLater(): Promise<unknown> {
    later += 30_000;
    return said('jobs', 'run', '--once');
  }
});

function words(text: string): readonly string[] {
  return text.split(' ');
}
