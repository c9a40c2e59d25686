import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { cliProcess } from '#test/support/cli-process.ts';
import { commandLine } from '#test/support/command-line.ts';
import type { CommandLineRun } from '#test/support/command-line.ts';
import { NETWORK, pageOf, testStore } from '#test/support/store-workspace.ts';
import { templateDraft } from '#test/support/template-draft.ts';

const NOW = 1_700_000_000_000;

const exported = z.array(
  z.looseObject({
    invoca_id: z.string(),
    network: z.string(),
    status: z.string(),
    payout: z.string(),
    history: z.array(z.looseObject({ status: z.string() })),
  }),
);

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-decide-'));
  await mkdir(join(folder, 'workspaces', 'main'), { recursive: true });
  await prepareWorkspace();
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** Three calls, one of them approved; C-2 is known to a second network as well. */
async function prepareWorkspace(): Promise<void> {
  const store = await testStore();
  const url = 'https://kestrel.example/cb?id={invoca_id}&p={payout}';
  await store.write.saveTemplate({ draft: templateDraft({ url, startsAt: NOW - 1 }), now: NOW });
  const call = (n: number, result: string) => ({
    id: `T-${n}`,
    call: `C-${n}`,
    result,
    payout: 900,
    revenue: 1500,
    startedAt: NOW + n,
  });
  await store.take([call(1, 'nosale'), call(2, 'nosale'), call(3, 'paid')]);
  const other = { ...NETWORK, name: 'Second', organisationId: '2002' };
  const { id: networkId } = await store.write.addNetwork({ network: other, now: NOW });
  await store.write.commitPage({
    networkId,
    cursorBefore: '',
    body: pageOf([{ ...call(2, 'nosale'), id: 'S-2' }]),
    receivedAt: NOW,
    purpose: 'stream',
  });
  await store.close();
  await cp(store.file, join(folder, 'workspaces', 'main', 'desk.sqlite'));
}

const shared = (words: readonly string[]): string[] => [...words, '--data', folder, '--json'];
const decide = (...words: string[]): Promise<CommandLineRun> =>
  commandLine(shared(['conversions', 'decide', ...words]));

async function conversions(): Promise<z.infer<typeof exported>> {
  const file = join(folder, 'out.json');
  const run = await commandLine(shared(['conversions', 'export', '--format', 'json', '--out', file]));
  expect(run).toMatchObject({ exitCode: 0, errors: '' });
  return exported.parse(JSON.parse(await readFile(file, 'utf8')));
}

it('a decision is shown before, made with its reason, and owed to the partner, by a program of its own', async () => {
  const words = ['--invoca-id', 'C-1', '--invoca-id', 'C-3', '--status', 'approved', '--payout', '12.50'];
  const run = (...more: string[]): Promise<CommandLineRun> =>
    cliProcess(shared(['conversions', 'decide', ...words, ...more]));

  const preview = await run('--preview');
  expect(preview).toMatchObject({ exitCode: 0, errors: '' });
  const effect = { conversions: 2, changed: 2, postbacks: 1 };
  expect(JSON.parse(preview.out)).toMatchObject(effect);
  expect((await conversions()).find(({ invoca_id: id }) => id === 'C-1')?.status).toBe('pending');

  expect(await run()).toEqual({ exitCode: 2, out: '', errors: expect.stringContaining('--reason') });

  const made = await run('--reason', 'Heard the recording');
  expect(made).toMatchObject({ exitCode: 0, errors: '' });
  expect(JSON.parse(made.out)).toMatchObject({ ...effect, decision: expect.any(Number) });
  const after = await conversions();
  expect(after.find(({ invoca_id: id }) => id === 'C-1')).toMatchObject({
    status: 'approved',
    payout: '12.50',
    history: [{ status: 'pending' }, { status: 'approved' }],
  });
  expect(after.find(({ invoca_id: id }) => id === 'C-3')).toMatchObject({ payout: '12.50' });
  const listed = await commandLine(shared(['deliveries', 'list', '--invoca-id', 'C-1']));
  expect(JSON.parse(listed.out)).toMatchObject([{ invoca_id: 'C-1', verdict: null }]);
});

describe('a decision from a terminal', () => {
  it('rejects, notes without a change, and is for one of several networks when it is named', async () => {
    const because = ['--reason', 'Repeat caller'];
    const rejected = await decide('--invoca-id', 'C-3', '--status', 'rejected', ...because);
    expect(JSON.parse(rejected.out)).toMatchObject({ conversions: 1, changed: 1 });
    const noted = await decide('--invoca-id', 'C-1', ...because);
    expect(JSON.parse(noted.out)).toMatchObject({ conversions: 1, changed: 0, postbacks: 0 });
    const named = ['--invoca-id', 'C-2', '--network', 'Second', '--status', 'rejected', ...because];
    expect(await decide(...named)).toMatchObject({ exitCode: 0, errors: '' });
    const found = (await conversions()).map((one) => `${one.invoca_id} ${one.network} ${one.status}`);
    expect(found.toSorted()).toEqual([
      'C-1 Harbor Calls pending',
      'C-2 Harbor Calls pending',
      'C-2 Second rejected',
      'C-3 Harbor Calls rejected',
    ]);
  });

  it.each([
    [[], 2, /--invoca-id is missing/],
    [['--invoca-id', 'C-1', '--status', 'approved'], 2, /--reason/],
    [['--invoca-id', 'C-1', '--reason', 'x', '--status', 'paid'], 2, /approved or rejected; “paid”/],
    [['--invoca-id', 'C-1', '--reason', 'x', '--payout', '21,5'], 2, /--payout: “21,5” is not an amount/],
    [['--invoca-id', 'C-1', '--reason', 'x', '--payout', '1.005'], 2, /--payout: USD has 2 decimals/],
    [['--invoca-id', 'C-1', '--reason', 'x', '--payout', '-3'], 2, /payout/],
    [['--invoca-id', 'C-1', '--reason', 'x', 'word'], 2, /Unexpected word “word”/],
    [['--invoca-id', 'C-9', '--reason', 'x'], 1, /no conversion with the Invoca id “C-9”/],
    [['--invoca-id', 'C-1', '--invoca-id', 'C-9', '--reason', 'x'], 1, /“C-9”/],
    [['--invoca-id', 'C-1', '--network', 'Third', '--reason', 'x'], 1, /“C-1”/],
    [['--invoca-id', 'C-2', '--reason', 'x'], 2, /name one with --network: Harbor Calls, Second/],
  ])('%j is refused and changes nothing', async (words, exitCode, why) => {
    const before = await conversions();
    expect(await decide(...words)).toEqual({ exitCode, out: '', errors: expect.stringMatching(why) });
    expect(await conversions()).toEqual(before);
  });
});
