/**
 * Why a postback went out later than it was due. `app_closed`: the app was not running; `asleep`: the machine slept;
 * `offline`: there was no network; `observing`: TUNE was the one that tells partners; `paused`: a person had paused the
 * receiver; `stopped`: the receiver had answered 410; `breaker`: its circuit breaker was open; `secret`: its signing secret
 * could not be had; `held`: a person had to decide first whether TUNE tells the partner too; `order`: an earlier postback of the same conversion came first; `pace`: the receiver's limits.
 */
export type WaitReason =
  | 'app_closed'
  | 'asleep'
  | 'offline'
  | 'observing'
  | 'paused'
  | 'stopped'
  | 'breaker'
  | 'secret'
  | 'held'
  | 'order'
  | 'pace';

/** All reasons, in the order screens list them. */
export const WAIT_REASONS: readonly WaitReason[] = [
  'app_closed',
  'asleep',
  'offline',
  'observing',
  'paused',
  'stopped',
  'breaker',
  'secret',
  'held',
  'order',
  'pace',
];

/** A postback that goes out within this long of being due is on time, in milliseconds. */
export const ON_TIME_MS = 2_000;

/** Whether what was due then and sent at this moment was late. */
export function isLate(dueAt: number, sentAt: number): boolean {
  return sentAt - dueAt > ON_TIME_MS;
}

/** A reason as it is stored; null when it is none. */
export function waitReason(text: string | null): WaitReason | null {
  return WAIT_REASONS.find((reason) => reason === text) ?? null;
}
