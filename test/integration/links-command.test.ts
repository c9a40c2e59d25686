import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { composeTrackingLink } from '#shared/domain/tracking-link.ts';
import { commandLine } from '#test/support/command-line.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { keptLog, NETWORK } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

let folder: string;
let practice: Practice;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'switchboard-cli-'));
  practice = await startPractice({ seed: 3, clicksLeadTo: 'practice' });
});
afterEach(async () => {
  await practice.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A workspace with the practice network and a published link for each sub id. */
async function publish(subIds: readonly string[]): Promise<void> {
  const { invocaUrl, networkId } = practice.network;
  const store = await openTestStore({
    file: join(folder, 'workspaces', 'main', 'desk.sqlite'),
    decode: decodeTransactionPage,
    log: keptLog(),
    now: () => 1,
  });
  await store.write.addNetwork({
    network: { ...NETWORK, baseUrl: invocaUrl, organisationId: networkId },
    now: 1,
  });
  for (const subId of subIds) {
    const draft = {
      base: `${invocaUrl}/c/142/7419-43943-833064`,
      offerId: '45',
      partnerId: '23',
      number: '8885550142',
      subIds: { aff_sub2: subId, aff_sub3: '', aff_sub4: '', aff_sub5: '', source: '' },
      note: '',
    };
    const composed = composeTrackingLink(draft);
    if (!composed.ok) throw new Error('The link was not composed.');
    const { id } = await store.write.saveLink({ draft, link: composed.link, now: 1 });
    const place = { id: null, linkId: id, place: `Mailing ${subId}`, url: '', publishedAt: 1, endedAt: null };
    await store.write.saveLinkPlace({ draft: place, now: 1 });
  }
  await store.close();
}

it('published links are followed again from a terminal, and trouble is an exit code', async () => {
  await publish(['a b', 'c']);
  await practice.control.spoilClicks({ encode_again: ['aff_sub2'] });
  const pauses: number[] = [];
  const run = await commandLine(['links', 'check', '--partner', '23', '--data', folder, '--json'], {
    pause: (ms) => {
      pauses.push(ms);
      return Promise.resolve();
    },
  });
  expect(run).toMatchObject({ exitCode: 1, errors: '' });
  expect(JSON.parse(run.out)).toMatchObject([
    { verdict: 'whole', places: ['Mailing c'] },
    {
      verdict: 'changed',
      places: ['Mailing a b'],
      changed: [{ name: 'aff_sub2', expected: 'a b', got: 'a%20b' }],
    },
  ]);
  expect(pauses).toEqual([1000]);
});
