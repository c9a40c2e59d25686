import { explainTrackingLink } from './link-explanation.ts';
import type { LinkFault } from './link-fault.ts';
import { STANDARD_LIMITS } from './link-limits.ts';
import { standingFaults, UNKNOWN_STANDING } from './link-standing.ts';
import type { LinkStanding } from './link-standing.ts';
import { composeTrackingLink } from './tracking-link.ts';
import type { TrackingLinkField, TrackingLinkParts, TrackingLinkReason } from './tracking-link.ts';

/** What was made of the parts of a link, and everything wrong with it. */
export interface LintedLink {
  /** Empty when the parts make none; `errors` then say why. */
  readonly link: string;
  readonly errors: readonly {
    readonly field: TrackingLinkField;
    readonly reason: TrackingLinkReason;
    readonly message: string;
  }[];
  readonly faults: readonly LinkFault[];
}

/** Composes a link and examines it: the link itself, and, where a standing is given, what the records say of it. */
export function lintedLink(parts: TrackingLinkParts, standing: LinkStanding = UNKNOWN_STANDING): LintedLink {
  const composed = composeTrackingLink(parts);
  if (!composed.ok) return { link: '', errors: composed.errors, faults: [] };
  const { faults } = explainTrackingLink(composed.link, { limits: standing.limits ?? STANDARD_LIMITS });
  return { link: composed.link, errors: [], faults: [...faults, ...standingFaults(standing, parts.subIds)] };
}

/** Everything wrong with it as a file carries it, `code: what it means`. */
export function faultTexts({ errors, faults }: Pick<LintedLink, 'errors' | 'faults'>): readonly string[] {
  return [
    ...errors.map(({ reason, message }) => `${reason}: ${message}`),
    ...faults.map(({ code, message }) => `${code}: ${message}`),
  ];
}
