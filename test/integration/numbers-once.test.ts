import { afterEach, describe, expect, it } from 'vitest';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { NumbersClient } from '#main/engine/ports/numbers-client.ts';
import type { Fault } from '#main/sandbox/faults.ts';
import { numberDesk, ORDER } from './number-desk.ts';
import type { NumberDesk } from './number-desk.ts';

let desk: NumberDesk;
afterEach(() => desk.close());

const NEW = 'tune-45-23-0008';

async function request(count = 1): Promise<readonly number[]> {
  const { numberIds } = await desk.store.write.requestNumbers({
    networkId: desk.network.id,
    batchName: null,
    numbers: Array.from({ length: count }, (_, k) => ({
      line: k + 1,
      offerId: '45',
      partnerId: '23',
      order: ORDER,
    })),
    skipped: [],
    now: desk.now(),
  });
  return numberIds;
}

/** Lets the desk do its jobs, second by second of its own time, until none waits. */
async function untilNothingWaits(run: () => Promise<unknown> = () => desk.run(), turns = 400): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) {
    await run();
    const { queued, running } = await desk.store.read.jobCounts();
    if (queued + running === 0) return;
    desk.pass(1000);
  }
  throw new Error('Jobs wait for ever.');
}

/** That exactly one number came of one request, at the network and in the desk, and both speak of the same. */
async function expectOne(before: number): Promise<void> {
  const listed = await desk.atNetwork();
  expect(listed).toHaveLength(before + 1);
  const [row, ...others] = await desk.numbers({ states: ['active', 'requested', 'failed'], text: 'Zebra' });
  expect(others).toEqual([]);
  expect(row).toMatchObject({ state: 'active', pending: null });
  expect(listed).toContainEqual({ id_from_network: row?.idFromNetwork, promo_number: row?.number });
  expect(new Set(listed.map(({ id_from_network: id }) => id)).size).toBe(listed.length);
}

const POST: Pick<Fault, 'target' | 'method'> = { target: 'network', method: 'POST' };
const GET: Pick<Fault, 'target' | 'method'> = { target: 'network', method: 'GET' };

describe('a number whose answer is lost', () => {
  it.each<[string, readonly Fault[]]>([
    ['before the request takes effect', [{ ...POST, kind: 'cut', when: 'before', times: 1 }]],
    ['after it took effect', [{ ...POST, kind: 'cut', when: 'after', times: 1 }]],
    ['in its middle', [{ ...POST, kind: 'cut', when: 'middle', times: 1 }]],
    ['by half', [{ ...POST, kind: 'truncate', times: 1 }]],
    ['in silence, with effect', [{ ...POST, kind: 'hang', times: 1 }]],
    ['in silence, without effect', [{ ...POST, kind: 'hang', when: 'before', times: 1 }]],
    ['to an error of the network', [{ ...POST, kind: 'status', status: 500, times: 1 }]],
    ['to a gateway', [{ ...POST, kind: 'html', times: 1 }]],
    ['to nonsense', [{ ...POST, kind: 'garbage', times: 1 }]],
    ['to a yes that says no', [{ ...POST, kind: 'refuse-200', times: 1 }]],
    ['to bytes that are no answer', [{ ...POST, kind: 'not-http', times: 1 }]],
    ['to a limit', [{ ...POST, kind: '429', retryAfter: 7, times: 1 }]],
    [
      'again and again, with effect, and the look after it too',
      [
        { ...POST, kind: 'cut', when: 'after', times: 2 },
        { ...GET, addressContains: NEW, skip: 1, kind: 'cut', when: 'after', times: 2 },
      ],
    ],
    [
      'and the look meets a gateway that says 404',
      [
        { ...POST, kind: 'cut', when: 'after', times: 1 },
        { ...GET, addressContains: NEW, skip: 1, kind: 'html', status: 404, times: 1 },
      ],
    ],
    [
      'twice without effect',
      [
        { ...POST, kind: 'cut', when: 'before', times: 2 },
        { ...GET, addressContains: NEW, skip: 1, kind: 'status', status: 503, times: 1 },
      ],
    ],
  ])('%s, is made once', async (_when, faults) => {
    desk = await numberDesk();
    const before = (await desk.atNetwork()).length;
    await request();
    for (const fault of faults) await desk.practice.control.setFault(fault);
    await untilNothingWaits();
    await expectOne(before);
  });

  it('is made once though the network is at it long after the desk stopped waiting', async () => {
    const releases: (() => void)[] = [];
    desk = await numberDesk({ pause: () => new Promise((resolve) => releases.push(resolve)) });
    const before = (await desk.atNetwork()).length;
    await request();
    await desk.practice.control.setFault({ ...POST, kind: 'delay', when: 'before', delayMs: 1, times: 1 });
    let turns = 0;
    await untilNothingWaits(async () => {
      turns += 1;
      await desk.run();
      if (turns === 60) {
        // A minute later the network gets round to it.
        for (const release of releases) release();
        await expect.poll(async () => (await desk.atNetwork()).length).toBe(before + 1);
      }
    });
    expect(turns).toBeGreaterThan(60);
    await expectOne(before);
  });

  it.each(['another', 'existing', 'refused'] as const)(
    'is made once where an id in use means %s',
    async (rule) => {
      desk = await numberDesk();
      await desk.practice.control.setDuplicateIds(rule);
      const before = (await desk.atNetwork()).length;
      await request();
      await desk.practice.control.setFault({ ...POST, kind: 'cut', when: 'after', times: 3 });
      await untilNothingWaits();
      await expectOne(before);
    },
  );
});

class Crash extends Error {}

/** Every store step at which a desk can die, before it is done and after. */
const STEPS = ['claimJobs', 'numberAsked', 'settleJobs'] as const;
const CALLS = ['number', 'createNumber'] as const;

/** A desk that dies at the nth time it does something: from then on nothing it does has any effect. */
function mortal(real: DeskStore, at: string, when: 'before' | 'after') {
  let dead = false;
  const deadly =
    <A extends readonly unknown[], R>(name: string, work: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      if (dead) throw new Crash();
      if (name === at && when === 'before') {
        dead = true;
        throw new Crash();
      }
      const result = await work(...args);
      if (name === at) {
        dead = true;
        throw new Crash();
      }
      return result;
    };
  const { write } = real;
  const store: DeskStore = {
    ...real,
    write: {
      ...write,
      claimJobs: deadly('claimJobs', write.claimJobs),
      numberAsked: deadly('numberAsked', write.numberAsked),
      settleJobs: deadly('settleJobs', write.settleJobs),
    },
  };
  const client = (one: NumbersClient): NumbersClient => ({
    ...one,
    number: deadly('number', one.number),
    createNumber: deadly('createNumber', one.createNumber),
  });
  return { store, client };
}

describe('a desk that dies while it asks for a number', () => {
  const points = [...STEPS, ...CALLS].flatMap((step) =>
    (['before', 'after'] as const).map((when) => [when, step] as const),
  );
  it.each(points)('%s %s, has one number in the end', async (when, step) => {
    desk = await numberDesk();
    const before = (await desk.atNetwork()).length;
    await request();
    await desk.run(mortal(desk.store, step, when)).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    // It is started again at once.
    await untilNothingWaits();
    await expectOne(before);
  });

  it.each(points)('twice, the second time %s %s and without an answer, has one too', async (when, step) => {
    desk = await numberDesk();
    const before = (await desk.atNetwork()).length;
    await request();
    await desk.practice.control.setFault({ ...POST, kind: 'cut', when: 'after', times: 1 });
    await desk.run();
    desk.pass(3000);
    await desk.run(mortal(desk.store, step, when)).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
    });
    await untilNothingWaits();
    await expectOne(before);
  });
});

describe('many numbers at once', () => {
  it('are each made once though every third answer is lost, and a catalogue is read in between', async () => {
    desk = await numberDesk();
    const before = (await desk.atNetwork()).length;
    await request(12);
    for (let k = 0; k < 4; k += 1) {
      await desk.practice.control.setFault({ ...POST, kind: 'cut', when: 'after', skip: 2, times: 1 });
    }
    await desk.run();
    await desk.readCatalogue();
    await untilNothingWaits();
    await desk.readCatalogue();
    const listed = await desk.atNetwork();
    expect(listed).toHaveLength(before + 12);
    const active = await desk.numbers({ states: ['active'], offerIds: ['45'], partnerIds: ['23'] });
    expect(active.map(({ idFromNetwork, number }) => `${idFromNetwork} ${number}`).toSorted()).toEqual(
      listed.map((one) => `${one.id_from_network} ${one.promo_number}`).toSorted(),
    );
    const choices = await desk.store.read.numberChoices({ offerId: '45', partnerId: '23' });
    expect(choices).toHaveLength(before + 12);
    expect(choices.filter(({ subIds }) => subIds.aff_sub2 === 'zebra')).toHaveLength(12);
  });

  it('take another id where somebody else took theirs', async () => {
    desk = await numberDesk();
    await request();
    const [waiting] = await desk.numbers({ states: ['requested'] });
    const taken = waiting?.idFromNetwork ?? '';
    const response = await fetch(
      `${desk.practice.network.invocaUrl}/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45/affiliates/23/affiliate_campaigns/promo_numbers_by_id.json`,
      {
        method: 'POST',
        headers: { authorization: desk.practice.network.tokens.network },
        body: JSON.stringify({
          id_from_network: taken,
          description: 'of another desk',
          media_type: 'Online: Email',
        }),
      },
    );
    expect(response.status).toBe(201);
    const before = (await desk.atNetwork()).length;
    await untilNothingWaits();
    const [own] = await desk.numbers({ states: ['active'], text: 'Zebra' });
    expect(own?.idFromNetwork).not.toBe(taken);
    expect(await desk.atNetwork()).toHaveLength(before + 1);
  });

  it('fail with the network’s own words, and nothing is made', async () => {
    desk = await numberDesk();
    const before = (await desk.atNetwork()).length;
    await desk.store.write.requestNumbers({
      networkId: desk.network.id,
      batchName: null,
      numbers: [
        { line: 1, offerId: '45', partnerId: '23', order: { ...ORDER, customData: { colour: 'red' } } },
      ],
      skipped: [],
      now: desk.now(),
    });
    const report = await desk.run();
    expect(report).toMatchObject({ done: 0, waiting: 0 });
    expect(report.failed[0]?.reason).toContain('colour');
    expect(await desk.numbers({ states: ['failed'] })).toMatchObject([
      { reason: expect.stringContaining('colour'), pending: { state: 'failed' } },
    ]);
    expect(await desk.atNetwork()).toHaveLength(before);
  });
});
