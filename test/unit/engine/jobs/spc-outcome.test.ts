import { describe, expect, it } from 'vitest';
import { spcFaultOutcome, violationText } from '#main/engine/jobs/spc-outcome.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';
import type { SpcFaultCause } from '#shared/domain/spc-fault.ts';

const NOW = 1_000_000;

function outcome(
  cause: SpcFaultCause,
  more: { readonly retryable: boolean; readonly retryAfterMs?: number; readonly unsent?: boolean },
  attempt = 1,
) {
  return spcFaultOutcome(
    new SpcFault(cause, 'What it said.', more),
    { networkId: 7, campaignId: 'spring', attempt },
    { now: NOW, random: () => 0.5, troubles: 0, clockDifferenceMs: -90_000 },
  );
}

describe('what follows from a fault of an SPC account', () => {
  it('stops the account for a key that is refused, without spending a try', () => {
    expect(outcome({ kind: 'authentication', reason: 'CREDENTIALS' }, { retryable: false })).toMatchObject({
      kind: 'again',
      counts: false,
      maybeReached: false,
      hold: { networkId: 7, campaignId: '', wait: 'account', until: null },
    });
  });

  it('tries once more for a timestamp, then stops with the difference of the clocks', () => {
    const cause = { kind: 'authentication', reason: 'TIMESTAMP' } as const;
    expect(outcome(cause, { retryable: true })).toMatchObject({ kind: 'again', counts: true, hold: null });
    expect(outcome(cause, { retryable: true }, 2)).toMatchObject({
      hold: { until: null, reason: "What it said. Its clock is 90 s behind this machine's." },
    });
  });

  it('holds the campaign that is not known, and one whose pool is empty until then', () => {
    expect(outcome({ kind: 'campaign_not_found', campaignId: 'spring' }, { retryable: false })).toMatchObject(
      {
        hold: { campaignId: 'spring', wait: 'campaign', until: null },
      },
    );
    const cause = {
      kind: 'pool_exhausted',
      campaignId: 'spring',
      poolSize: 50,
      nextExpiryAt: null,
      fallbackNumber: '+12025550100',
    } as const;
    expect(outcome(cause, { retryable: true, retryAfterMs: 420_000 })).toMatchObject({
      dueAt: NOW + 420_000,
      counts: false,
      hold: { campaignId: 'spring', wait: 'pool', until: NOW + 420_000 },
      effect: { kind: 'session.pool_exhausted', poolSize: 50, fallbackNumber: '+12025550100' },
    });
  });

  it('waits as told when it was too fast', () => {
    const cause = { kind: 'rate_limited', limit: 10, windowSeconds: 1 } as const;
    expect(outcome(cause, { retryable: true, retryAfterMs: 2000 })).toMatchObject({
      counts: false,
      hold: { campaignId: '', wait: 'rate', until: NOW + 2000 },
    });
  });

  it('repeats what got no answer five times in all, and then gives it up', () => {
    const cause = { kind: 'transport', why: 'timeout' } as const;
    expect([1, 2, 3, 4].map((attempt) => outcome(cause, { retryable: true }, attempt))).toMatchObject(
      [1000, 4000, 15_000, 60_000].map((wait) => ({
        dueAt: NOW + wait,
        counts: true,
        maybeReached: true,
        hold: { wait: 'network' },
      })),
    );
    expect(outcome(cause, { retryable: true }, 5)).toMatchObject({ kind: 'failed' });
  });

  it('does not count a try that never left', () => {
    const cause = { kind: 'transport', why: 'unreachable' } as const;
    expect(outcome(cause, { retryable: true, unsent: true }, 5)).toMatchObject({
      kind: 'again',
      counts: false,
      maybeReached: false,
    });
  });

  it('leaves to the job what depends on it', () => {
    expect(outcome({ kind: 'invalid_field', violations: [] }, { retryable: false })).toBeNull();
    expect(
      outcome({ kind: 'session_expired', state: 'EXPIRED', endedAt: null }, { retryable: false }),
    ).toBeNull();
    expect(outcome({ kind: 'other_fault' }, { retryable: false })).toBeNull();
  });

  it('says every violation with its place', () => {
    const text = violationText([
      {
        field: 'information/customFields/field[2]/value',
        reason: 'TOO_LONG',
        limit: 255,
        detail: '301 were sent.',
      },
      { field: 'clientReference', reason: 'CONFLICT', limit: null, detail: null },
    ]);
    expect(text.split('\n')).toEqual([
      'information/customFields/field[2]/value: it is too long (limit 255). 301 were sent.',
      'clientReference: it does not fit what the network has',
    ]);
  });
});
