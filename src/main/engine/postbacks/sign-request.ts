import { createHmac } from 'node:crypto';
import type { ClaimedSigning } from '../ports/outbox.ts';
import type { ReceiverSecret } from '../ports/receiver-store.ts';
import { SECRET_PREFIX } from '#shared/domain/signing-secret.ts';
import { signableUrl, signedPostText, signedUrl } from '#shared/domain/signed-text.ts';

/** Finds the secret itself. @throws DeskError unauthorised, no_keyring when it cannot be had */
export type SecretSource = (secret: ReceiverSecret) => Promise<string>;

/** What signing adds to a request, and the URL as it is kept: without the signature (promise 13). */
export interface SignedRequest {
  readonly url: string;
  readonly keptUrl: string;
  /** Headers beside the usual ones. */
  readonly headers: Readonly<Record<string, string>>;
}

const BLANKED = '(blanked)';

/**
 * Signs a request with every secret that is valid now, so that a receiver may change from one to the next (promise 6): a POST
 * by the header of Standard Webhooks, a GET by a parameter. @throws DeskError when a secret cannot be had
 */
export async function signRequest(
  request: {
    readonly deliveryId: string;
    readonly url: string;
    readonly body: string | undefined;
    readonly startedAt: number;
  },
  signing: ClaimedSigning,
  secretOf: SecretSource,
): Promise<SignedRequest> {
  const keys = await Promise.all(
    signing.secrets.filter(({ endsAt }) => endsAt === null || endsAt > request.startedAt).map(secretOf),
  );
  const seconds = Math.floor(request.startedAt / 1000);
  if (request.body !== undefined) {
    const text = signedPostText(request.deliveryId, seconds, request.body);
    const signatures = keys.map((key) => `v1,${hmac(key, text).toString('base64')}`);
    const headers = { 'webhook-signature': signatures.join(' ') };
    return { url: request.url, keptUrl: request.url, headers };
  }
  const names = { signature: signing.signatureParameter, timestamp: signing.timestampParameter };
  const { url, text } = signableUrl(request.url, seconds, names);
  const signatures = keys.map((key) => hmac(key, text).toString('hex'));
  return {
    url: signedUrl(url, names, signatures),
    keptUrl: signedUrl(url, names, [BLANKED]),
    headers: {},
  };
}

function hmac(secret: string, text: string): Buffer {
  const key = secret.startsWith(SECRET_PREFIX)
    ? Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');
  return createHmac('sha256', key).update(text, 'utf8').digest();
}
