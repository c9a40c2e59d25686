import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { DeskError } from '#shared/ipc/errors.ts';
import { HOUR, MINUTE, promiseDesks } from './promise-desk.ts';
import type { PromiseDesk } from './promise-desk.ts';

const OLD = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const NEW = 'another-secret-that-is-long-enough';

/** Secrets as they would lie in a keyring, in the order in which they were added. */
let keyring: string[] = [];
afterEach(() => {
  keyring = [];
});

const theDesk = promiseDesks({
  secrets: ({ id }) => {
    const secret = keyring[id - 1];
    if (secret !== undefined) return Promise.resolve(secret);
    return Promise.reject(new DeskError('no_keyring', 'The keyring is shut.'));
  },
});

const SIGNING = { on: true, signatureParameter: 'sig', timestampParameter: 'ts' };

async function addSecret(desk: PromiseDesk, name: string, oldEndsAt: number | null = null): Promise<void> {
  const { receiver } = await desk.receiver(name);
  const token = { keeping: 'session' } as const;
  await desk.store.write.addReceiverSecret({ receiver, token, oldEndsAt, now: desk.machine.clock() });
}

/** What a receiver works out that knows a secret. */
function hmac(secret: string, text: string): Buffer {
  const key = secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
  return createHmac('sha256', key).update(text).digest();
}

describe('promise 6: signed when the receiver can check; two secrets valid during a change', () => {
  it('a POST carries the headers of Standard Webhooks, over id, time and body', async () => {
    const desk = theDesk();
    await desk.template('posted', { method: 'POST' });
    keyring = [OLD];
    await addSecret(desk, 'posted');
    await desk.configure('posted', { signing: SIGNING });
    await desk.approve(1);
    const [asked] = await desk.received('posted');
    const {
      'webhook-id': id,
      'webhook-timestamp': time,
      'webhook-signature': signature,
    } = asked?.headers ?? {};
    expect(asked?.method).toBe('POST');
    expect(Number(time)).toBe(desk.machine.clock() / 1000);
    expect(signature).toBe(
      `v1,${hmac(OLD, `${String(id)}.${String(time)}.${asked?.body}`).toString('base64')}`,
    );
    expect(JSON.parse(asked?.body ?? '')).toMatchObject({
      type: 'conversion.approved',
      data: { payout: '21.00' },
    });
  });

  it('a GET carries an HMAC over its sorted query with the time of the attempt, anew for each', async () => {
    const desk = theDesk();
    await desk.template('asked');
    keyring = [OLD];
    await addSecret(desk, 'asked');
    await desk.configure('asked', { signing: SIGNING });
    await desk.practice.control.setFault({
      target: 'receiver',
      receiver: 'asked',
      kind: 'status',
      status: 500,
      times: 1,
    });
    await desk.approve(1);
    await desk.advance(MINUTE);
    const asked = await desk.received('asked');
    expect(asked).toHaveLength(2);
    const times = asked.map(({ url }) => {
      const query = url.slice(url.indexOf('?') + 1).split('&');
      const signature = query.find((pair) => pair.startsWith('sig='))?.slice(4);
      const signed = query.filter((pair) => !pair.startsWith('sig=')).toSorted((a, b) => (a < b ? -1 : 1));
      expect(signature).toBe(hmac(OLD, signed.join('&')).toString('hex'));
      return Number(query.find((pair) => pair.startsWith('ts='))?.slice(3));
    });
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBe(5);
  });

  it('during a change both secrets sign; afterwards the new one alone', async () => {
    const desk = theDesk();
    await desk.template('changing', { method: 'POST' });
    keyring = [OLD, NEW];
    await addSecret(desk, 'changing');
    await desk.configure('changing', { signing: SIGNING });
    await addSecret(desk, 'changing', desk.machine.clock() + HOUR);
    await desk.approve(1);
    await desk.advance(2 * HOUR);
    await desk.approve(1);
    const signatures = (await desk.received('changing')).map(({ headers, body }) => {
      const text = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
      const made = (secret: string): string => `v1,${hmac(secret, text).toString('base64')}`;
      return [String(headers['webhook-signature']).split(' '), [made(NEW), made(OLD)]];
    });
    expect(signatures[0]?.[0]).toEqual(signatures[0]?.[1]);
    expect(signatures[1]?.[0]).toEqual([signatures[1]?.[1]?.[0]]);
  });

  it('without its secret nothing goes out unsigned, and no attempt is spent', async () => {
    const desk = theDesk();
    await desk.template('locked');
    await addSecret(desk, 'locked');
    await desk.configure('locked', { signing: SIGNING });
    await desk.approve(1);
    await desk.advance(10 * MINUTE);
    expect(await desk.received('locked')).toEqual([]);
    expect((await desk.deliveries())[0]).toMatchObject({ state: 'waiting', attempts: 0 });
    keyring = [NEW];
    await desk.advance(2 * MINUTE);
    expect((await desk.deliveries())[0]).toMatchObject({
      state: 'accepted',
      attempts: 1,
      waitedFor: 'secret',
    });
  });

  it('neither secret nor signature is kept with the attempt', async () => {
    const desk = theDesk();
    await desk.template('blanked');
    keyring = [NEW];
    await addSecret(desk, 'blanked');
    await desk.configure('blanked', { signing: SIGNING });
    await desk.approve(1);
    const [delivery] = await desk.deliveries();
    const kept = JSON.stringify([delivery, await desk.attempts(delivery?.deliveryId ?? ''), desk.logged]);
    const [asked] = await desk.received('blanked');
    expect(kept).not.toContain(NEW);
    expect(kept).not.toContain(new URL(asked?.url ?? '', 'http://x').searchParams.get('sig') ?? NEW);
    expect(kept).toContain('sig=(blanked)');
  });
});
