import type { SoakSize } from './calendar.ts';
import type { Conduct } from './conduct.ts';
import { quantile, waitsOf } from './outcome.ts';
import { runSoak } from './soak.ts';
import { withSoakFile } from './soak-file.ts';

/** How long the same healthy receivers wait for what they are owed, beside so many dead ones. */
export interface Fairness {
  readonly dead: number;
  readonly conversions: number;
  /** Milliseconds from owed to taken in. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/**
 * Runs the same calls once for each of these numbers of dead receivers, which take every connection and never answer,
 * and measures the same healthy receivers each time: those that are healthy in all of the runs.
 */
export async function fairness(size: SoakSize, dead: readonly number[]): Promise<readonly Fairness[]> {
  const hosts = Array.from({ length: size.receivers }, (_, index) => `r${index}.example`);
  const healthy = new Set(hosts.slice(Math.max(...dead)));
  const figures: Fairness[] = [];
  for (const count of dead) {
    const conducts = new Map(
      hosts.map((host, index): [string, Conduct] => [host, index < count ? 'dead' : 'healthy']),
    );
    const waits = await withSoakFile(async (file) => {
      const story = await runSoak({ ...size, file, conducts, disturbed: false, replays: 0 });
      return waitsOf(file, story, healthy);
    });
    figures.push({
      dead: count,
      conversions: waits.length,
      p50: quantile(waits, 0.5),
      p99: quantile(waits, 0.99),
      longest: waits.at(-1) ?? Number.NaN,
    });
  }
  return figures;
}
