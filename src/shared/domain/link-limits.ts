/** How long what a link carries may be, in characters. */
export interface LinkLimits {
  /** A value of a sub id. */
  readonly value: number;
  /** The whole link. */
  readonly link: number;
}

/**
 * What holds for a network nobody set other limits for: TUNE keeps 500 characters of a sub id (tune.md 2.1); servers need
 * not take an address beyond 8,000 (RFC 9110, 4.1).
 */
export const STANDARD_LIMITS: LinkLimits = { value: 500, link: 8000 };
