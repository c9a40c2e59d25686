const DELIVERY_ID = /^dlv_[0-9a-f]{32}$/;
const DIGEST = /^[0-9a-f]{32,}$/;

/** What a delivery is owed for: one id per call, template and meaning, over all attempts and replays (promise 5). */
export interface DeliveryIdentity {
  /** The network's key, the same on every desk that works with it. */
  readonly network: string;
  readonly callId: string;
  /** The template, which stands for the receiver and for what it is told. */
  readonly template: string;
  readonly meaning: string;
}

/** The text a delivery id is the digest of. Different identities never give the same text. */
export function deliveryIdentityText({ network, callId, template, meaning }: DeliveryIdentity): string {
  return JSON.stringify(['delivery', network, callId, template, meaning]);
}

/**
 * A delivery id, such as `dlv_5f1d…` with 32 hex digits, from the digest of its identity text.
 * @throws RangeError when the digest is not at least 32 lower-case hex digits
 */
export function deliveryIdFromDigest(digest: string): string {
  if (!DIGEST.test(digest))
    throw new RangeError('A delivery id is made of at least 32 lower-case hex digits.');
  return `dlv_${digest.slice(0, 32)}`;
}

/** Whether the text has the form of a delivery id. */
export function isDeliveryId(text: string): boolean {
  return DELIVERY_ID.test(text);
}
