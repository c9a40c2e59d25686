import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { linkWatch } from '#main/engine/links/link-watch.ts';
import type { LinkWatch } from '#main/engine/links/link-watch.ts';
import type { FollowedLink } from '#shared/domain/followed-link.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import type { FakeTime } from '#test/support/fake-time.ts';
import { keptLog, testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

const HOUR = 3_600_000;
const WHOLE: FollowedLink = {
  predicted: null,
  hops: [
    { url: 'https://harbor.example/c/1/1-2-3', status: 302, ms: 4, problem: null },
    { url: 'https://harbor.example/aff_c?offer_id=45', status: 200, ms: 4, problem: null },
  ],
  clickHop: 1,
  lost: [],
  changed: [],
  problem: null,
};
const SILENT: FollowedLink = {
  ...WHOLE,
  hops: [{ url: 'https://harbor.example/c/1/1-2-3', status: null, ms: 4, problem: 'nobody there' }],
  clickHop: null,
  problem: 'nobody there',
};

let store: TestStore;
let time: FakeTime;
let watch: LinkWatch;
let followed: { readonly link: string; readonly at: number }[];
let answer: FollowedLink;
let checked: number;

beforeEach(async () => {
  store = await testStore();
  time = fakeTime();
  followed = [];
  answer = WHOLE;
  checked = 0;
  watch = linkWatch({
    ...time,
    store,
    log: keptLog(),
    intervalMs: 24 * HOUR,
    follow: (link) => {
      followed.push({ link, at: time.clock() });
      return Promise.resolve(answer);
    },
    onChecked: () => {
      checked += 1;
    },
  });
});
afterEach(async () => {
  await watch.stop();
  await store.end();
});

async function published(link: string): Promise<number> {
  const subIds = { aff_sub2: '', aff_sub3: '', aff_sub4: '', aff_sub5: '', source: '' };
  const draft = { base: 'b', offerId: '45', partnerId: '23', number: '8885550101', subIds, note: '' };
  const { id } = await store.write.saveLink({ draft, link, now: time.clock() });
  const place = { id: null, linkId: id, place: 'Mailing', url: '', publishedAt: time.clock(), endedAt: null };
  await store.write.saveLinkPlace({ draft: place, now: time.clock() });
  return id;
}

/** The store answers from another turn of the loop, so each step waits for what it asked. */
async function pass(ms: number): Promise<void> {
  await expect.poll(() => idle()).toBe(true);
  await time.advance(ms);
  await expect.poll(() => idle()).toBe(true);
}
async function idle(): Promise<boolean> {
  await store.read.nextLinkCheck();
  await time.settle();
  await store.read.nextLinkCheck();
  await time.settle();
  return true;
}

describe('the watch over published links', () => {
  it('follows what is due one at a time, seconds apart, and again after the interval', async () => {
    await published('https://a.example/');
    await published('https://b.example/');
    const begun = time.clock();
    watch.start();
    await pass(0);
    expect(followed.map(({ link }) => link)).toEqual(['https://a.example/']);
    await pass(3000);
    expect(followed.map(({ at }) => at - begun)).toEqual([0, 3000]);
    await pass(23 * HOUR);
    expect(followed).toHaveLength(2);
    for (let hour = 0; hour < 3; hour += 1) await pass(HOUR);
    expect(followed.length).toBeGreaterThanOrEqual(3);
    expect(checked).toBe(followed.length);
  });

  it('asks again soon where nobody answered, once', async () => {
    answer = SILENT;
    const id = await published('https://a.example/');
    watch.start();
    await pass(0);
    await pass(11 * 60_000);
    expect(followed).toHaveLength(2);
    const { row } = await store.read.linkDetail({ id });
    expect(row).toMatchObject({ verdict: 'unanswered', nextCheckAt: (followed[1]?.at ?? 0) + 24 * HOUR });
    await pass(HOUR);
    expect(followed).toHaveLength(2);
  });

  it('rests without a connection, and when told to', async () => {
    await published('https://a.example/');
    watch.setOnline(false);
    watch.start();
    await pass(HOUR);
    expect(followed).toEqual([]);
    watch.setOnline(true);
    await pass(0);
    expect(followed).toHaveLength(1);
    watch.setIntervalMs(0);
    await pass(48 * HOUR);
    expect(followed).toHaveLength(1);
    watch.setIntervalMs(2 * HOUR);
    await pass(4000);
    expect(followed).toHaveLength(2);
  });

  it('keeps nothing of a check that the lost connection broke', async () => {
    const id = await published('https://a.example/');
    answer = SILENT;
    watch.start();
    watch.setOnline(false);
    await pass(HOUR);
    expect((await store.read.linkDetail({ id })).checks).toEqual([]);
  });
});
