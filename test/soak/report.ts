import type { Fairness } from './fairness.ts';
import { quantile } from './outcome.ts';
import type { SoakOutcome } from './outcome.ts';
import type { SoakStory } from './soak.ts';

const number = (value: number): string => Math.round(value).toLocaleString('en-US');

/** What a soak was and how it ended, as text for a terminal. */
export function soakReport(story: SoakStory, outcome: SoakOutcome): string {
  const { disturbed, days, daysOn, owed } = story;
  const { ended, endedBy, healthyWaits, replayed } = outcome;
  const { sleep, crash, offline, clock, pause } = disturbed;
  const lines = [
    `${number(days)} days, ${daysOn.toFixed(1)} of them switched on: ${sleep} times asleep, ${crash} crashes, ` +
      `${offline} times offline, the clock set ${clock} times, ${pause} receivers paused for a while`,
    `${number(owed.size)} conversions at ${story.receivers.conducts.size} receivers owed ${number(outcome.deliveries)} ` +
      `deliveries: ${number(outcome.attempts)} attempts written down of ${number(outcome.requests)} requests sent`,
    `ended: ${Object.entries(ended)
      .map(([ending, count]) => `${ending} ${number(count)}`)
      .join(', ')}`,
    `${number(replayed.replays)} replays sent ${number(replayed.posted)} deliveries under new ids and ${number(replayed.kept)} ` +
      `under their own once more; ${number(replayed.takenBack)} were taken back, ${number(replayed.refused)} refused`,
    `told again under the same id, since the answer was lost: ${number(outcome.repeated)}`,
    `most at once to one receiver: ${outcome.mostAtOnce}; most begun within a second: ${outcome.mostInASecond}`,
    `healthy receivers waited, undisturbed (${number(healthyWaits.length)}): p50 ${number(quantile(healthyWaits, 0.5))} ms, ` +
      `p99 ${number(quantile(healthyWaits, 0.99))} ms, longest ${number(healthyWaits.at(-1) ?? Number.NaN)} ms`,
    '',
    ...[...endedBy].map(
      ([conduct, counts]) =>
        `  ${conduct.padEnd(14)} ${Object.entries(counts)
          .filter(([, count]) => count > 0)
          .map(([ending, count]) => `${ending} ${number(count)}`)
          .join(', ')}`,
    ),
  ];
  return lines.join('\n');
}

/** The waits of healthy receivers beside dead ones, as text for a terminal. */
export function fairnessReport(figures: readonly Fairness[]): string {
  return figures
    .map(
      ({ dead, conversions, p50, p99, longest }) =>
        `  beside ${String(dead).padStart(3)} dead: p50 ${number(p50)} ms, p99 ${number(p99)} ms, longest ` +
        `${number(longest)} ms (${number(conversions)} conversions)`,
    )
    .join('\n');
}
