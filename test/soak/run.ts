import { parseArgs } from 'node:util';
import { fairness } from './fairness.ts';
import { soakOutcome } from './outcome.ts';
import { receiverHosts } from './receivers.ts';
import { fairnessReport, soakReport } from './report.ts';
import { withSoakFile } from './soak-file.ts';
import { runSoak } from './soak.ts';

/** `npm run soak`: 30 days, 50,000 conversions, 200 receivers, 16 replays; each number may be given. Exit 1 when a promise broke. */
const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    conversions: { type: 'string', default: '50000' },
    receivers: { type: 'string', default: '200' },
    replays: { type: 'string', default: '16' },
    seed: { type: 'string', default: '1' },
    'only-fairness': { type: 'boolean', default: false },
  },
});
const size = {
  start: Date.UTC(2026, 2, 2),
  days: Number(values.days),
  conversions: Number(values.conversions),
  receivers: Number(values.receivers),
  seed: Number(values.seed),
};
const tell = (text: string): void => void process.stdout.write(`${text}\n`);
const began = performance.now();
if (!values['only-fairness']) {
  await withSoakFile(async (file) => {
    const conducts = receiverHosts(size.receivers);
    const replays = Number(values.replays);
    const story = await runSoak({ ...size, file, conducts, disturbed: true, replays });
    const outcome = soakOutcome(file, story);
    tell(soakReport(story, outcome));
    for (const line of [...outcome.broken, ...story.logged.slice(0, 20)]) tell(`BROKEN ${line}`);
    if (outcome.broken.length > 0 || story.logged.length > 0) process.exitCode = 1;
  });
}
const tenth = Math.max(1, Math.round(size.receivers / 10));
const busy = { ...size, days: 1, conversions: Math.round((size.conversions / size.days) * 2) };
tell('\nThe same calls of one busy day, to the same healthy receivers:');
tell(fairnessReport(await fairness(busy, [0, 1, tenth])));
tell(`\n${Math.round((performance.now() - began) / 1000)} s of real time`);
