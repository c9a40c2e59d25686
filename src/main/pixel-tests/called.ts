import type { IncomingMessage } from 'node:http';
import { TRANSACTION_PLACE } from '#shared/domain/goal-code.ts';
import type { PixelCall } from '#shared/ipc/pixel-tests.ts';
import type { RunningTest } from './running-test.ts';

const LONGEST = 2000;

/** A call of the goal or of what rides along, as it was made; `url` is what the address stands for. */
export function calledBy(
  test: RunningTest,
  by: PixelCall['by'],
  url: string,
  incoming: IncomingMessage,
  now: number,
): PixelCall {
  const parameters = URL.canParse(url)
    ? [...new URL(url).searchParams].map(([name, value]) => ({ name, value }))
    : [];
  return {
    at: now,
    by,
    method: incoming.method ?? '',
    url: url.slice(0, LONGEST),
    parameters,
    referrer: (incoming.headers.referer ?? '').slice(0, LONGEST),
    userAgent: (incoming.headers['user-agent'] ?? '').slice(0, LONGEST),
    faults: faultsOf(test, by, url, incoming),
  };
}

function faultsOf(
  { goal, rider, calls }: RunningTest,
  by: PixelCall['by'],
  url: string,
  incoming: IncomingMessage,
): string[] {
  const faults: string[] = [];
  if (by === 'goal') {
    const session = new URL(url).searchParams.get('transaction_id');
    if (goal.protocol === 'server' && (session === TRANSACTION_PLACE || !session)) {
      faults.push('The session is missing: transaction_id must hold the id TUNE gave the click.');
    }
    if (calls.some((call) => call.by === 'goal')) {
      faults.push(
        'The goal was called before. TUNE counts the first call of a session only, unless told otherwise.',
      );
    }
    if (goal.status !== 'active') faults.push('The goal is paused, so TUNE would not count it.');
  }
  const left = by === 'partner' ? (rider?.unknownMacros ?? []) : [];
  for (const name of left) faults.push(`Nobody knows the macro {${name}}; it is sent as it stands.`);
  if (incoming.method !== 'GET' && incoming.method !== 'POST') {
    faults.push(`It was called by ${incoming.method ?? 'another method'}.`);
  }
  return faults;
}
