import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { callId, transactionId, transactionRow } from '#test/support/transaction-rows.ts';

const exported = z.array(
  z.looseObject({
    invoca_id: z.string(),
    network: z.string(),
    status: z.enum(['approved', 'pending', 'rejected']),
    raw_result: z.string(),
    payout: z.string(),
    currency: z.string(),
    revenue: z.string(),
    call_started_at: z.string(),
    partner_id: z.string(),
    offer_id: z.string(),
    number: z.string(),
    aff_sub2: z.string(),
    history: z.array(z.looseObject({ status: z.string(), transaction_id: z.string().nullable() })),
  }),
);

describe('the desk from a terminal', () => {
  let folder = '';
  let practice: Practice;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-cli-'));
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

  async function connect(): Promise<void> {
    const run = await cli(
      'network',
      'add',
      'invoca',
      '--name',
      'Leadtrust',
      '--base-url',
      practice.network.invocaUrl,
      '--network-id',
      practice.network.networkId,
      '--token-env',
      'SWITCHBOARD_TOKEN',
    );
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
  }

  async function sync(): Promise<unknown> {
    const run = await cli('sync', '--once');
    expect(run.errors).toBe('');
    expect(run.exitCode).toBe(0);
    return JSON.parse(run.out);
  }

  async function conversions(...filter: string[]): Promise<z.infer<typeof exported>> {
    const file = join(folder, 'out.json');
    const run = await cli('conversions', 'export', '--format', 'json', '--out', file, ...filter);
    expect(run).toMatchObject({ exitCode: 0, errors: '' });
    return exported.parse(JSON.parse(await readFile(file, 'utf8')));
  }

  it('follows a call from pending to approved to its partner', async () => {
    await connect();
    const [call] = await practice.control.addCalls({ count: 1, result: 'nosale', payout: 0, payin: 0 });
    expect(await sync()).toMatchObject({
      fetched: 1,
      new: 1,
      corrections: 0,
      conversions: { approved: 0, pending: 1, rejected: 0 },
      unparsed: 0,
    });
    const receiver = `${practice.network.receiverUrl}/couponfield/conversion?id={invoca_id}&p={payout}`;
    const added = await cli('postback', 'add', '--template', receiver, '--since', '2020-01-01');
    expect(added).toMatchObject({ exitCode: 0 });
    expect(JSON.parse(added.out)).toMatchObject({ owed: 0 });

    await practice.control.correct(call?.complete_call_id ?? '', { result: 'paid', payout: 21, payin: 32 });
    expect(await sync()).toMatchObject({ new: 1, corrections: 1, conversions: { approved: 1 } });
    expect(await sync()).toMatchObject({ fetched: 0, new: 0 });

    const refused = await cli('postback', 'send', '--once');
    expect(JSON.parse(refused.out)).toMatchObject({ accepted: 0 });
    expect((await practice.control.received('couponfield')).total).toBe(0);
    const allowed = await cli('postback', 'send', '--once', '--allow-local');
    expect(JSON.parse(allowed.out)).toMatchObject({ accepted: 1 });
  });

  it('sends to this machine only when told to, and once', async () => {
    await connect();
    const receiver = `${practice.network.receiverUrl}/couponfield/conversion?id={invoca_id}&p={payout}`;
    await cli('postback', 'add', '--template', receiver, '--since', '2020-01-01');
    const [call] = await practice.control.addCalls({ count: 1, result: 'paid', payout: 21, payin: 32 });
    await sync();

    const sent = await cli('postback', 'send', '--once', '--allow-local');
    expect(JSON.parse(sent.out)).toMatchObject({ accepted: 1, refused: 0, not_delivered: 0 });
    await cli('postback', 'send', '--once', '--allow-local');

    const received = await practice.control.received('couponfield');
    expect(received.requests.map(({ method, url }) => ({ method, url }))).toEqual([
      { method: 'GET', url: `/receiver/couponfield/conversion?id=${call?.complete_call_id}&p=21.00` },
    ]);
    expect(await conversions()).toMatchObject([
      {
        invoca_id: call?.complete_call_id,
        status: 'approved',
        payout: '21.00',
        revenue: '32.00',
        currency: 'USD',
      },
    ]);
  });

  it('gives the same conversions for the same rows, early corrections, repeats and odd rows included', async () => {
    await connect();
    const correction = transactionRow(0, {
      transaction_id: 'LATER-1',
      corrects_transaction_id: transactionId(0),
      call_result_description_detail: 'paid',
      affiliate_payout_localized: '18.50',
    });
    await practice.control.appendRows([
      correction,
      transactionRow(1, { call_result_description_detail: 'Brand New Word' }),
      transactionRow(2, { transaction_id: 'not an id!' }),
      transactionRow(0, { call_result_description_detail: 'nosale', affiliate_payout_localized: 0 }),
    ]);
    expect(await sync()).toMatchObject({ new: 3, corrections: 1, unparsed: 1, warnings: expect.any(Array) });
    const rows = await conversions();
    expect(rows.find((row) => row.invoca_id === callId(0))).toMatchObject({
      status: 'approved',
      payout: '18.50',
    });
    expect(rows.find((row) => row.invoca_id === callId(1))).toMatchObject({
      status: 'pending',
      raw_result: 'Brand New Word',
    });
    expect(await conversions('--status', 'approved')).toHaveLength(1);
    expect(await conversions('--from', '2030-01-01')).toHaveLength(0);
  });

  it('fires nothing for the past unless told from when', async () => {
    await connect();
    await practice.control.addCalls({ count: 30, result: 'paid', payout: 10, payin: 12 });
    await sync();
    const receiver = `${practice.network.receiverUrl}/couponfield/conversion?id={invoca_id}`;
    expect(JSON.parse((await cli('postback', 'add', '--template', receiver)).out)).toMatchObject({ owed: 0 });
    expect(
      JSON.parse(
        (await cli('postback', 'add', '--template', `${receiver}&all=1`, '--since', '2020-01-01')).out,
      ),
    ).toMatchObject({ owed: 30 });
  });

  it('says what the network refused, and keeps the token out of it', async () => {
    await connect();
    const wrong = await commandLine(['sync', '--once', '--data', folder], {
      environment: { SWITCHBOARD_TOKEN: 'marked-wrong-token' },
    });
    expect(wrong.exitCode).toBe(1);
    expect(wrong.errors).toMatch(/token/i);
    expect(wrong.errors).not.toContain('marked-wrong-token');
    const missing = await commandLine(['sync', '--once', '--data', folder], { environment: {} });
    expect(missing).toMatchObject({ exitCode: 1, errors: expect.stringContaining('SWITCHBOARD_TOKEN') });
  });

  it('never writes a token to any file', async () => {
    await connect();
    await practice.control.addCalls({ count: 3 });
    await sync();
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const file of files.filter((entry) => entry.isFile())) {
      const body = await readFile(join(file.parentPath, file.name));
      expect(body.includes(practice.network.tokens.network), file.name).toBe(false);
    }
  });

  it.each([
    ['http://{aff_sub2}.example/c', /host/],
    ['https://p.example/c?x={nope}', /nope/],
    ['ftp://p.example/c', /http/],
    ['https://user:pass@p.example/c', /credential|user/i],
  ])('refuses the template %s', async (template, why) => {
    const run = await cli('postback', 'add', '--template', template);
    expect(run).toMatchObject({ exitCode: 1, errors: expect.stringMatching(why) });
  });

  it('writes a CSV with a header, formula-safe, and leaves the file alone when it cannot be written', async () => {
    await connect();
    await practice.control.appendRows([
      transactionRow(5, { custom_data: [{ name: 'aff_sub2', source: 'VirtualLine', value: '=1+1' }] }),
    ]);
    await sync();
    const file = join(folder, 'out.csv');
    await cli('conversions', 'export', '--format', 'csv', '--out', file);
    const [header, row] = (await readFile(file, 'utf8')).trim().split('\n');
    expect(header).toMatch(/^invoca_id,network,status,raw_result,payout,currency,revenue,call_started_at,/);
    expect(row).toContain(callId(5));
    expect(row).toContain("'=1+1");
    const failed = await cli(
      'conversions',
      'export',
      '--format',
      'csv',
      '--out',
      join(folder, 'no', 'such', 'place.csv'),
    );
    expect(failed).toMatchObject({ exitCode: 1, errors: expect.stringContaining('place.csv') });
  });
});
