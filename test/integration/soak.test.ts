import { expect, it } from 'vitest';
import { fairness } from '#test/soak/fairness.ts';
import { soakOutcome } from '#test/soak/outcome.ts';
import { receiverHosts } from '#test/soak/receivers.ts';
import { runSoak } from '#test/soak/soak.ts';
import { withSoakFile } from '#test/soak/soak-file.ts';

const START = Date.UTC(2026, 2, 2);

it('three days of every fault, sleep, crash, wrong clock and replay: all that is owed ends, once, in order, under its id', async () => {
  await withSoakFile(async (file) => {
    const size = { start: START, days: 3, conversions: 600, receivers: 40, seed: 2 };
    const story = await runSoak({ ...size, file, conducts: receiverHosts(40), disturbed: true, replays: 4 });
    const outcome = soakOutcome(file, story);
    expect(outcome.broken).toEqual([]);
    expect(story.logged).toEqual([]);
    expect(Object.values(outcome.ended).reduce((sum, count) => sum + count)).toBe(outcome.deliveries);
    expect(story.disturbed.sleep).toBeGreaterThan(0);
    expect(story.disturbed.crash).toBeGreaterThan(0);
    expect(outcome.repeated).toBeGreaterThan(0);
    expect(outcome.replayed.kept).toBeGreaterThan(0);
    expect(outcome.replayed.posted).toBeGreaterThan(0);
    expect(outcome.replayed.takenBack).toBeGreaterThan(0);
  });
}, 60_000);

it('dead receivers delay no other: healthy ones wait as long beside them as without', async () => {
  const size = { start: START, days: 1, conversions: 200, receivers: 20, seed: 3 };
  const [without, beside] = await fairness(size, [0, 4]);
  if (!without || !beside) throw new Error('A measurement is missing.');
  expect(without.conversions).toBeGreaterThan(100);
  expect(beside.p50).toBe(without.p50);
  expect(beside.longest).toBeLessThanOrEqual(without.longest + 1000);
}, 60_000);
