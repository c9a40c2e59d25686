import type { ClaimedDelivery } from '../ports/outbox.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { postbackHeaders } from './request-headers.ts';
import { signRequest } from './sign-request.ts';
import type { SecretSource, SignedRequest } from './sign-request.ts';

/** A secret that must sign a request cannot be had, so the request was not sent. */
export class SecretNotHad extends Error {
  readonly receiver: string;

  constructor(receiver: string, why: string) {
    super(`Postbacks to ${receiver} wait, since their signing secret cannot be had: ${why}`);
    this.name = 'SecretNotHad';
    this.receiver = receiver;
  }
}

/** The request of an attempt that begins now: its URL, the URL as it is kept, and its headers. @throws SecretNotHad */
export async function prepareRequest(
  delivery: Pick<ClaimedDelivery, 'deliveryId' | 'url' | 'body' | 'receiver' | 'signing'>,
  parts: {
    readonly startedAt: number;
    readonly version: string;
    readonly secrets?: SecretSource | undefined;
  },
): Promise<SignedRequest> {
  const { deliveryId, url, body } = delivery;
  const { startedAt, version } = parts;
  const headers = postbackHeaders({ deliveryId, startedAt, version, json: body !== undefined });
  if (delivery.signing === undefined) return { url, keptUrl: url, headers };
  const signed = await signedOrHeld(delivery, { ...parts, signing: delivery.signing });
  return { ...signed, headers: { ...headers, ...signed.headers } };
}

async function signedOrHeld(
  { deliveryId, url, body, receiver }: Pick<ClaimedDelivery, 'deliveryId' | 'url' | 'body' | 'receiver'>,
  parts: Parameters<typeof prepareRequest>[1] & { readonly signing: NonNullable<ClaimedDelivery['signing']> },
): Promise<SignedRequest> {
  const { startedAt, signing, secrets } = parts;
  if (secrets === undefined || signing.secrets.length === 0)
    throw new SecretNotHad(receiver, 'there is none.');
  try {
    return await signRequest({ deliveryId, url, body, startedAt }, signing, secrets);
  } catch (cause) {
    if (cause instanceof DeskError) throw new SecretNotHad(receiver, cause.message);
    throw cause;
  }
}
