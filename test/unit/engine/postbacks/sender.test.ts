import { describe, expect, it } from 'vitest';
import { createSender } from '#main/engine/postbacks/sender.ts';
import { ATTEMPT_DELAYS } from '#shared/domain/delivery-schedule.ts';
import { answer, silence } from '../scripted-receivers.ts';
import { begun, FAST, senderDesk } from './sender-desk.ts';

const SECOND = 1000;
const HOUR = 3_600_000;

describe('promise 1: outbox first', () => {
  it('sends what the outbox owes, once, and nothing after that', async () => {
    const { outbox, receivers, sender, time } = await begun();
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.settle();
    expect(receivers.sent.map(({ url }) => url)).toEqual(['https://p.example/cb?id=1']);
    expect(outbox.states()).toEqual({ [deliveryId]: 'accepted' });
    sender.wake();
    await time.advance(HOUR);
    expect(receivers.sent).toHaveLength(1);
  });

  it('at least once: what a sender that died held goes out again under the same id', async () => {
    const { outbox, receivers, sender, time, parts } = await begun();
    receivers.answers.set('p.example', silence);
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.settle();
    expect(outbox.states()).toEqual({ [deliveryId]: 'sending' });
    receivers.answers.clear();
    const next = createSender(parts);
    next.start();
    await time.settle();
    expect(receivers.sent.map(({ headers }) => headers['webhook-id'])).toEqual([deliveryId, deliveryId]);
    expect(outbox.states()).toEqual({ [deliveryId]: 'accepted' });
  });

  it('an attempt that cannot be recorded is kept until it can, and nothing is sent meanwhile', async () => {
    const { outbox, receivers, sender, time } = await begun();
    outbox.recordFaults.push(new Error('disk full'), new Error('disk full'));
    outbox.owe('p.example');
    sender.wake();
    await time.settle();
    outbox.owe('q.example');
    sender.wake();
    await time.settle();
    expect(receivers.sent).toHaveLength(1);
    await time.advance(10 * SECOND);
    expect(Object.values(outbox.states())).toEqual(['accepted', 'accepted']);
    expect(receivers.sent).toHaveLength(2);
  });
});

describe('promise 2: eleven attempts over three days', () => {
  it('each from the failure before, to the last, and then it waits for nobody', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', () => answer(503));
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.advance(5 * 24 * HOUR);
    const starts = receivers.sent.map(({ at }) => at);
    expect(starts.slice(1).map((at, index) => at - (starts[index] ?? 0))).toEqual(ATTEMPT_DELAYS.slice(1));
    expect(outbox.attempts.map(({ attempt }) => attempt.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(outbox.states()).toEqual({ [deliveryId]: 'exhausted' });
  });

  it('Retry-After wins when later', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', () => answer(429, '', { 'retry-after': '3600' }));
    outbox.owe('p.example');
    sender.wake();
    await time.advance(HOUR - 1);
    expect(receivers.sent).toHaveLength(1);
    await time.advance(1);
    expect(receivers.sent).toHaveLength(2);
  });
});

describe('promise 3: a time-out that can be set', () => {
  it('is handed to the transport as it is set at the time', async () => {
    const { outbox, receivers, sender, time } = await begun();
    outbox.owe('p.example');
    sender.wake();
    await time.settle();
    sender.setTimeoutMs(5000);
    outbox.owe('q.example');
    sender.wake();
    await time.settle();
    expect(receivers.sent.map(({ timeoutMs }) => timeoutMs)).toEqual([15_000, 5000]);
  });
});

describe('promise 4: three verdicts', () => {
  it.each([
    ['accepted', answer(200, 'ok'), 'accepted', 'accepted'],
    ['refused by the body', answer(200, 'success=false;err=9'), 'refused', 'refused'],
    ['a redirect', answer(302), 'not_delivered', 'waiting'],
    ['too many requests', answer(429), 'not_delivered', 'waiting'],
    ['a server fault', answer(500), 'not_delivered', 'waiting'],
    [
      'an address that is not allowed',
      {
        kind: 'failure',
        reason: 'address_refused',
        message: '10.0.0.1 leads to a private network',
        durationMs: 1,
      },
      'not_delivered',
      'needs_person',
    ],
    [
      'no answer in time',
      { kind: 'failure', reason: 'timeout', message: '', durationMs: 15_000 },
      'not_delivered',
      'waiting',
    ],
  ] as const)('%s', async (_name, given, verdict, state) => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', () => given);
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.settle();
    expect(outbox.attempts.map(({ attempt }) => attempt.verdict)).toEqual([verdict]);
    expect(outbox.states()).toEqual({ [deliveryId]: state });
  });

  it('410 stops the receiver and what else it is owed', async () => {
    const { outbox, receivers, sender, time, lines } = await begun();
    receivers.answers.set('p.example', () => answer(410));
    const gone = outbox.owe('p.example');
    sender.wake();
    await time.settle();
    const later = outbox.owe('p.example');
    sender.wake();
    await time.advance(HOUR);
    expect(outbox.states()).toEqual({ [gone.deliveryId]: 'stopped', [later.deliveryId]: 'waiting' });
    expect(receivers.sent).toHaveLength(1);
    expect(lines).toContain('warn p.example answered 410 and gets no more postbacks.');
  });

  it('410 stops also what was taken for the receiver already, and spends nothing on it', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', () => answer(410));
    for (let index = 0; index < 30; index += 1) outbox.owe('p.example');
    sender.wake();
    await time.advance(HOUR);
    // Two were on their way at once.
    expect(receivers.sent.length).toBeLessThanOrEqual(2);
    const states = Object.values(outbox.states());
    expect(states.filter((state) => state === 'waiting').length).toBeGreaterThanOrEqual(28);

    // Resumed by a person, it gets what waited.
    receivers.answers.set('p.example', () => answer(200));
    outbox.stoppedReceivers.clear();
    sender.receiverChanged('p.example');
    await time.advance(HOUR);
    expect(
      Object.values(outbox.states()).filter((state) => state === 'accepted').length,
    ).toBeGreaterThanOrEqual(28);
  });

  it('nothing more goes out to a receiver once a person has paused it', async () => {
    const { outbox, receivers, sender, time } = await begun();
    for (let index = 0; index < 30; index += 1) outbox.owe('p.example');
    sender.wake();
    await time.advance(300);
    const before = receivers.sent.length;
    outbox.pausedReceivers.add('p.example');
    sender.receiverChanged('p.example');
    await time.advance(HOUR);
    expect(before).toBeGreaterThan(0);
    expect(receivers.sent).toHaveLength(before);
    const states = Object.values(outbox.states());
    expect(states.filter((state) => state === 'waiting')).toHaveLength(30 - before);
  });

  it('another 4xx gets three tries and then waits for a person', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', () => answer(404));
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.advance(24 * HOUR);
    expect(receivers.sent).toHaveLength(3);
    expect(outbox.states()).toEqual({ [deliveryId]: 'needs_person' });
  });
});

describe('promise 5: an identity that survives', () => {
  it('the same id on every try, with the time of that try', async () => {
    const { outbox, receivers, sender, time } = await begun();
    let tries = 0;
    receivers.answers.set('p.example', () => answer((tries += 1) < 3 ? 500 : 200));
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.advance(60 * SECOND);
    expect(receivers.sent.map(({ headers }) => headers['webhook-id'])).toEqual([
      deliveryId,
      deliveryId,
      deliveryId,
    ]);
    expect(
      receivers.sent.map(({ headers, at }) => Number(headers['webhook-timestamp']) - Math.floor(at / 1000)),
    ).toEqual([0, 0, 0]);
    expect(receivers.sent[0]?.headers['user-agent']).toBe('Switchboard/0.1.0');
  });
});

describe('promise 8: limits and fair turns', () => {
  it('at most two at once to one receiver and twenty in all', async () => {
    const { outbox, receivers, sender, time } = await begun({ limits: FAST });
    for (let index = 0; index < 15; index += 1) {
      receivers.answers.set(`p${index}.example`, silence);
      for (let count = 0; count < 4; count += 1) outbox.owe(`p${index}.example`);
    }
    sender.wake();
    await time.settle();
    expect(receivers.mostOverall).toBe(20);
    expect([...receivers.most.values()].every((most) => most <= 2)).toBe(true);
    await Promise.all([sender.stop(), time.advance(2000)]);
  });

  it('at most five a second to one receiver', async () => {
    const { outbox, receivers, sender, time } = await begun();
    for (let count = 0; count < 30; count += 1) outbox.owe('p.example');
    sender.wake();
    await time.advance(10 * SECOND);
    const starts = receivers.sent.map(({ at }) => at);
    expect(starts).toHaveLength(30);
    expect(starts.every((at, index) => at - (starts[index - 5] ?? 0) >= SECOND)).toBe(true);
    expect((starts.at(-1) ?? 0) - (starts[0] ?? 0)).toBeLessThanOrEqual(6 * SECOND);
  });

  it('a dead receiver with a long queue does not keep the others waiting', async () => {
    const { outbox, receivers, sender, time } = await begun({ limits: FAST });
    receivers.answers.set('dead.example', silence);
    for (let count = 0; count < 500; count += 1) outbox.owe('dead.example');
    for (let count = 0; count < 50; count += 1) outbox.owe('p.example');
    sender.wake();
    await time.settle();
    expect(receivers.sent.filter(({ host }) => host === 'p.example')).toHaveLength(50);
    expect(receivers.sent.filter(({ host }) => host === 'dead.example')).toHaveLength(2);
    await Promise.all([sender.stop(), time.advance(2000)]);
  });

  it('a retry that falls due goes out within a second while another receiver hangs', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('dead.example', silence);
    for (let count = 0; count < 10; count += 1) outbox.owe('dead.example');
    let tries = 0;
    receivers.answers.set('p.example', () => answer((tries += 1) < 2 ? 500 : 200));
    outbox.owe('p.example');
    sender.wake();
    await time.advance(6 * SECOND);
    expect(receivers.sent.filter(({ host }) => host === 'p.example')).toHaveLength(2);
    await Promise.all([sender.stop(), time.advance(2000)]);
  });

  it('drains thousands without losing or doubling one', async () => {
    const { outbox, receivers, sender, time } = await begun({ limits: FAST });
    for (let index = 0; index < 2000; index += 1) outbox.owe(`p${index % 7}.example`);
    sender.wake();
    await time.advance(SECOND);
    expect(receivers.sent).toHaveLength(2000);
    expect(new Set(receivers.sent.map(({ url }) => url)).size).toBe(2000);
    expect(new Set(Object.values(outbox.states()))).toEqual(new Set(['accepted']));
  });
});

describe('promise 9: strict order within a conversion', () => {
  it('the later delivery waits until the earlier one is settled', async () => {
    const { outbox, receivers, sender, time } = await begun();
    let tries = 0;
    receivers.answers.set('p.example', ({ url }) =>
      answer(url.endsWith('=1') && (tries += 1) < 3 ? 500 : 200),
    );
    outbox.owe('p.example', { conversionId: 1 });
    outbox.owe('p.example', { conversionId: 1 });
    outbox.owe('p.example', { conversionId: 2 });
    sender.wake();
    await time.advance(60 * SECOND);
    expect(receivers.sent.map(({ url }) => url.slice(-1))).toEqual(['1', '3', '1', '1', '2']);
  });
});

describe('promise 10: no duplicates', () => {
  it('however often it is woken, a delivery is on its way once', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', silence);
    outbox.owe('p.example');
    for (let count = 0; count < 20; count += 1) {
      sender.wake();
      await time.settle();
    }
    await time.advance(15 * SECOND);
    expect(receivers.sent).toHaveLength(1);
    await Promise.all([sender.stop(), time.advance(2000)]);
  });
});

describe('promise 12: after sleep, restart or an outage', () => {
  it('what is overdue goes out over a minute, oldest conversion first, at the attempt it had', async () => {
    const { outbox, receivers, sender, time } = senderDesk();
    for (let index = 0; index < 6; index += 1) outbox.owe(`p${index}.example`, { attempts: 2 });
    sender.start();
    await time.advance(60 * SECOND);
    const [first] = receivers.sent;
    expect(receivers.sent.map(({ at }) => at - (first?.at ?? 0))).toEqual(
      [0, 10, 20, 30, 40, 50].map((s) => s * SECOND),
    );
    expect(receivers.sent.map(({ host }) => host)).toEqual(
      [0, 1, 2, 3, 4, 5].map((index) => `p${index}.example`),
    );
    expect(outbox.attempts.map(({ attempt }) => attempt.number)).toEqual([3, 3, 3, 3, 3, 3]);
  });

  it('resumed, it spreads again', async () => {
    const { outbox, sender, time } = await begun();
    outbox.owe('p.example');
    outbox.owe('q.example');
    sender.resumed();
    await time.settle();
    expect(outbox.spreads).toEqual([0, 2]);
  });

  it('offline, nothing is tried and no attempt is spent; online, it goes on', async () => {
    const { outbox, receivers, sender, time } = await begun();
    sender.setOnline(false);
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.advance(24 * HOUR);
    expect(receivers.sent).toHaveLength(0);
    sender.setOnline(true);
    await time.settle();
    expect(outbox.states()).toEqual({ [deliveryId]: 'accepted' });
    expect(outbox.attempts[0]?.attempt.number).toBe(1);
  });

  it('an attempt lost with the network is not spent, one that was answered is', async () => {
    const { outbox, receivers, sender, time } = await begun();
    let fail = (): void => undefined;
    receivers.answers.set('p.example', () => {
      return new Promise((resolve) => {
        fail = () =>
          resolve({ kind: 'failure', reason: 'unreachable', message: 'the network is down', durationMs: 1 });
      });
    });
    const { deliveryId } = outbox.owe('p.example');
    sender.wake();
    await time.settle();
    sender.setOnline(false);
    fail();
    await time.settle();
    expect(outbox.attempts).toEqual([]);
    expect(outbox.states()).toEqual({ [deliveryId]: 'waiting' });
    receivers.answers.clear();
    sender.setOnline(true);
    await time.advance(60 * SECOND);
    expect(outbox.attempts.map(({ attempt }) => attempt.number)).toEqual([1]);
  });
});

describe('promise 13: what is kept of an attempt', () => {
  it('time, URL, headers with secrets blanked, status, body start, duration', async () => {
    const { outbox, receivers, sender, time } = await begun();
    receivers.answers.set('p.example', () => answer(200, 'fine', { 'set-cookie': 'session=1', server: 'x' }));
    outbox.owe('p.example');
    sender.wake();
    await time.settle();
    expect(outbox.attempts[0]?.attempt).toEqual({
      number: 1,
      startedAt: time.clock(),
      durationMs: 7,
      url: 'https://p.example/cb?id=1',
      requestHeaders: [
        'user-agent: Switchboard/0.1.0',
        'accept: */*',
        'webhook-id: dlv_00000000000000000000000000000001',
        `webhook-timestamp: ${Math.floor(time.clock() / 1000)}`,
      ].join('\n'),
      httpStatus: 200,
      responseHeaders: 'set-cookie: (blanked)\nserver: x',
      bodyStart: 'fine',
      verdict: 'accepted',
      reason: 'HTTP 200',
    });
  });
});
