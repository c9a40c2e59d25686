import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { startEngine } from '#main/engine/desk-engine.ts';
import type { DeskEngine } from '#main/engine/engine-parts.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { systemScheduler } from '#main/engine/scheduler.ts';
import { followerClients } from '#main/networks/followers/follower-client.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import type { OpenTransport } from '#main/networks/http/postback-transport.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import type { SendListDetail } from '#shared/ipc/send-lists.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { SPC_NETWORK } from '#test/support/spc-network.ts';
import { keptLog, scratchFolder } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

const MINUTE = 60_000;

const posted = z.looseObject({ id: z.string(), twitter_id: z.string() });

let practice: Practice;
let store: DeskStore;
let transport: OpenTransport;
let engine: DeskEngine | null;
let remove: () => Promise<void>;
let ahead: number;
const clock = (): number => Date.now() + ahead;

beforeEach(async () => {
  ahead = 0;
  engine = null;
  practice = await startPractice({ seed: 5, clock, followers: { count: 2300, requestsPerWindow: 2 } });
  await practice.control.setSpc({ rate: 0 });
  const scratch = await scratchFolder();
  remove = scratch.remove;
  store = await openTestStore({
    file: join(scratch.path, 'desk.sqlite'),
    decode: decodeTransactionPage,
    callFields: customFieldsOf,
    log: keptLog(),
    now: clock,
  });
  transport = createPostbackTransport();
});
afterEach(async () => {
  await engine?.stop();
  await transport.close();
  await store.close();
  await practice.stop();
  await remove();
});

function start(): DeskEngine {
  engine = startEngine({
    store,
    clients: invocaClients(),
    sessions: sessionClients({ clock }),
    followers: followerClients({ clock }),
    tokens: (account) =>
      Promise.resolve(
        account.kind === 'followers' ? practice.network.followersToken : practice.network.spcKey,
      ),
    transport: transport.send,
    clock,
    random: Math.random,
    scheduler: systemScheduler,
    log: keptLog(),
    version: '0.1.0',
    settings: { pollMs: 3_600_000, postbackTimeoutMs: 5000 },
    onChange: () => undefined,
    onState: () => undefined,
  });
  return engine;
}

async function newList(): Promise<number> {
  const { spcUrl, spcUser, spcCustomer } = practice.network;
  const network = { ...SPC_NETWORK, endpoint: spcUrl, apiUser: spcUser, customerId: spcCustomer };
  const { id: networkId } = await store.write.addSpcNetwork({ network, now: clock() });
  return store.write.createSendList({
    draft: {
      name: 'Spring',
      networkId,
      campaignId: 'follower-offer',
      ttlSeconds: null,
      zone: 'UTC',
      split: 'weighted',
      leastLeftSeconds: 1800,
      copies: [{ label: 'A', text: '{handle}: {number}', weight: 1 }],
    },
    now: clock(),
  });
}

async function until(id: number, holds: (list: SendListDetail) => boolean): Promise<SendListDetail> {
  let list = await store.read.sendList({ id, now: clock() });
  await expect
    .poll(
      async () => {
        list = await store.read.sendList({ id, now: clock() });
        return holds(list);
      },
      { timeout: 20_000, interval: 20 },
    )
    .toBe(true);
  return list;
}

const people = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    line: place + 1,
    twitterId: String(1_597_334_455_667_788_990n + BigInt(place)),
    handle: `fan_${place}`,
    name: '',
  }));

describe('a send list in the running desk', () => {
  it('reads followers as far as the rate limit goes, says until when it waits, and goes on after a restart', async () => {
    const id = await newList();
    const { followersUrl: baseUrl, followersUserId: userId } = practice.network;
    const token = { keeping: 'session' } as const;
    const account = await store.write.addFollowerAccount({
      account: { name: 'Spring', baseUrl, userId, token, practice: false },
      now: clock(),
    });
    await store.write.readFollowers({ listId: id, accountId: account.id, now: clock() });
    start();
    const paused = await until(id, ({ reading }) => reading?.waitsUntil !== null && reading?.pages === 2);
    expect(paused.reading).toMatchObject({ state: 'reading', followers: 2000 });
    const wait = (paused.reading?.waitsUntil ?? 0) - clock();
    expect(wait).toBeGreaterThan(14 * MINUTE);
    expect(wait).toBeLessThan(15 * MINUTE + 3000);
    await engine?.stop();

    ahead = 15 * MINUTE + 5000;
    start();
    const { reading, row } = await until(id, (list) => list.reading?.state === 'done');
    expect(reading).toMatchObject({ pages: 3, followers: 2300 });
    expect(row.counts.all + row.excluded).toBe(2300);
    const page = await store.read.recipientPage({ id, index: 0, limit: 200, text: '' });
    expect(page.rows.map(({ twitterId }) => twitterId)).toSatisfy((ids: string[]) =>
      ids.every((one) => /^\d+$/.test(one)),
    );
  });

  it('asks, stores and posts every message once, with the promises of postbacks', async () => {
    const id = await newList();
    await store.write.addRecipients({ id, rows: people(6), again: false });
    await store.write.startSendList({ id, now: clock() });
    const receiver = 'poster';
    await practice.control.setFault({ target: 'receiver', receiver, kind: 'status', status: 503, times: 1 });
    const desk = start();
    await until(id, ({ row }) => row.counts.ready === 6);
    const url = `${practice.network.receiverUrl}/${receiver}/messages`;
    const post = { url, perSecond: 50, allowLocal: true, posting: true };
    await store.write.savePostSettings({ id, post });
    desk.sendListsChanged();
    await until(id, (list) => list.row.counts.handed === 5 && list.post.counts.waiting === 1);
    ahead += 10_000;
    desk.sendListsChanged();
    await until(id, (list) => list.row.counts.handed === 6);

    const { requests } = await practice.control.received(receiver);
    const told = requests.map(({ method, headers, body }) => {
      const { id: given, twitter_id: to } = posted.parse(JSON.parse(body));
      return {
        method,
        type: headers['content-type'],
        sameId: headers['webhook-id'] === given,
        id: given,
        to,
      };
    });
    expect(told).toHaveLength(7);
    expect(told.every(({ method, sameId }) => method === 'POST' && sameId)).toBe(true);
    expect(told[0]?.type).toBe('application/json; charset=utf-8');
    expect(new Set(told.map((one) => one.id)).size).toBe(6);
    expect(new Set(told.map((one) => one.to)).size).toBe(6);
    const { rows } = await store.read.postPage({ id, state: 'accepted', index: 0, limit: 10 });
    expect(rows.map(({ attempts }) => attempts).toSorted((one, other) => one - other)).toEqual([
      1, 1, 1, 1, 1, 2,
    ]);
  });

  it('waits as a whole while the pool is empty, and no message is skipped or doubled', async () => {
    const campaign = {
      campaign_id: 'small',
      pool_size: 4,
      quarantine_seconds: 60,
      default_ttl_seconds: 3600,
    };
    await practice.control.addSpcCampaign(campaign);
    const id = await newList();
    const { row } = await store.read.sendList({ id, now: clock() });
    await store.write.saveSendList({
      id,
      draft: {
        name: 'Small',
        networkId: row.networkId,
        campaignId: 'small',
        ttlSeconds: null,
        zone: 'UTC',
        split: 'fixed',
        leastLeftSeconds: 60,
        copies: [{ label: 'A', text: '{number}', weight: 1 }],
      },
    });
    await store.write.addRecipients({ id, rows: people(7), again: false });
    await store.write.startSendList({ id, now: clock() });
    start();
    const waiting = await until(id, (list) => list.row.wait?.kind === 'pool' && list.row.counts.ready === 4);
    expect(waiting.row.wait?.until).toBeGreaterThan(clock());
    expect(waiting.row).toMatchObject({ state: 'running', counts: { asked: 3 } });
    await engine?.stop();

    ahead += (waiting.row.wait?.until ?? 0) - clock() + 1000;
    start();
    const after = await until(id, (list) => list.row.state === 'done');
    expect(after.row.counts).toMatchObject({ all: 7, ready: 3, late: 4, failed: 0 });
    expect(await practice.control.spcState({ campaign_id: 'small' })).toMatchObject({
      numbers_given: 7,
      updates_stored: 7,
    });
  });
});
