import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { ReceiverSecret } from '#main/engine/ports/receiver-store.ts';
import { signRequest } from '#main/engine/postbacks/sign-request.ts';

const NOW = 1_614_265_330_000;

function secret(id: number, endsAt: number | null = null): ReceiverSecret {
  return {
    id,
    kind: 'receiver_secret',
    name: 'p.example',
    token: { keeping: 'session' },
    practice: false,
    createdAt: 0,
    endsAt,
  };
}

const signing = (...secrets: ReceiverSecret[]) => ({
  signatureParameter: 'signature',
  timestampParameter: 'timestamp',
  secrets,
});
const KEYS: Readonly<Record<number, string>> = {
  1: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  2: 'another-secret-that-is-long-enough',
};
const keyOf = (one: ReceiverSecret) => Promise.resolve(KEYS[one.id] ?? '');

describe('signing', () => {
  it('gives the signature that Standard Webhooks gives as its example', async () => {
    const body = '{"test": 2432232314}';
    const request = {
      deliveryId: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      url: 'https://p.example/',
      body,
      startedAt: NOW,
    };
    const { headers } = await signRequest(request, signing(secret(1)), keyOf);
    expect(headers).toEqual({ 'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=' });
  });

  it('signs with both secrets while two are valid, and with the new one alone afterwards', async () => {
    const request = {
      deliveryId: 'dlv_1',
      url: 'https://p.example/cb?b=2&a=1',
      body: undefined,
      startedAt: NOW,
    };
    const both = await signRequest(request, signing(secret(2), secret(1, NOW + 1)), keyOf);
    const text = 'a=1&b=2&timestamp=1614265330';
    const first = createHmac('sha256', 'another-secret-that-is-long-enough').update(text).digest('hex');
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const second = createHmac('sha256', key).update(text).digest('hex');
    expect(both.url).toBe(`https://p.example/cb?b=2&a=1&timestamp=1614265330&signature=${first},${second}`);
    expect(both.keptUrl).toBe('https://p.example/cb?b=2&a=1&timestamp=1614265330&signature=(blanked)');
    const after = await signRequest(request, signing(secret(2), secret(1, NOW)), keyOf);
    expect(after.url).toMatch(new RegExp(`signature=${first}$`));
  });
});
