import type { DoorRules } from './doorkeeper.ts';
import type { RateRule } from './rate-gate.ts';

/** What can be changed about the server while it runs. */
export interface SpcSettings extends RateRule, DoorRules {
  /** How far the server's clock is ahead of the right one, in minutes. */
  clockOffsetMinutes: number;
  /** Whether the two extensions are offered. */
  operations: 'all' | 'core';
  /** False: updates are answered with `accepted` false and not stored. */
  acceptsUpdates: boolean;
  /** Whether answers carry elements of another namespace at the extension points. */
  extended: boolean;
  /** Whether answers name their elements with a prefix instead of a default namespace. */
  prefixed: boolean;
}

/** A server as mongoose-spc.md describes it. */
export function usualSettings(rate: Partial<RateRule>): SpcSettings {
  return {
    perSecond: rate.perSecond ?? 10,
    burst: rate.burst ?? Math.max(20, (rate.perSecond ?? 10) * 2),
    securityHeaders: 'accepted',
    strictIds: true,
    clockOffsetMinutes: 0,
    operations: 'all',
    acceptsUpdates: true,
    extended: false,
    prefixed: false,
  };
}
