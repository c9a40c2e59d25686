import { z } from 'zod';

/**
 * What a person can set. Not records: these live in the settings file, which is read before all else; hence apart from the
 * rest of the desk.
 */
export const settings = z.strictObject({
  theme: z.enum(['system', 'light', 'dark']),
  pollMinutes: z.int().min(5).max(1440),
  closeToTray: z.boolean(),
  startAtLogin: z.boolean(),
  notifications: z.boolean(),
  postbackTimeoutSeconds: z.int().min(5).max(30),
  /** How long attempts of postbacks are kept. */
  attemptDays: z.int().min(30).max(3650),
  /** Whether sites on this machine may tell of their visitors' steps, and on which port. */
  drillDown: z.boolean(),
  drillDownPort: z.int().min(1024).max(65_535),
  /** Hours between two checks of a published link; 0 follows none by itself. */
  linkCheckHours: z.int().min(0).max(720),
});

export type Settings = z.infer<typeof settings>;
