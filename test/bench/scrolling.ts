import { z } from 'zod';
import { browserAddress, openDevTools } from './support/devtools.ts';
import { LIST_IS_USABLE } from './support/usable-list.ts';
import { startMeasured } from './support/electron-process.ts';
import type { Figure } from './support/figures.ts';
import { storedDesk } from './support/stored-desk.ts';

const ROWS = 1_000_000;
const MOST_ROW_ELEMENTS = 120;

/**
 * Scrolls row by row, page by page and in jumps, a step a frame, to the very end; gives back what was drawn at most
 * and the index of the last row.
 */
const SCROLL = `(async () => {
  const grid = document.querySelector('[role=grid]');
  const frame = () => new Promise(requestAnimationFrame);
  const rows = () => [...grid.querySelectorAll('[role=row][aria-rowindex]')];
  let most = 0;
  const step = async (by) => { grid.scrollTop += by; await frame(); most = Math.max(most, rows().length); };
  for (let i = 0; i < 150; i += 1) await step(24);
  for (let i = 0; i < 150; i += 1) await step(grid.clientHeight);
  for (let i = 0; i < 60; i += 1) await step(grid.scrollHeight / 64);
  grid.scrollTop = grid.scrollHeight;
  for (let i = 0; i < 60; i += 1) await frame();
  const last = Math.max(...rows().map((row) => Number(row.getAttribute('aria-rowindex'))));
  return { most: Math.max(most, rows().length), last };
})()`;

const drawn = z.object({ most: z.number(), last: z.number() });

/** The longest task of the window while a million rows are scrolled, at both scales; rows drawn, and the last reached. */
export async function scrollingFigures(): Promise<readonly Figure[]> {
  const { folder } = await storedDesk(ROWS);
  const figures: Figure[] = [];
  for (const scale of [1, 2]) {
    const app = await startMeasured('.', LIST_IS_USABLE, { SWITCHBOARD_DATA: folder }, [
      `--force-device-scale-factor=${scale}`,
    ]);
    // What the start leaves to do is not scrolling.
    await app.evaluate('new Promise((done) => setTimeout(done, 4000))');
    const tasks = await tracedTasks(app.port, async () => {
      const { most, last } = drawn.parse(await app.evaluate(SCROLL));
      if (last !== ROWS + 1) throw new Error(`At scale ${scale} scrolling ends at row ${last - 1}.`);
      if (most > MOST_ROW_ELEMENTS) throw new Error(`At scale ${scale} ${most} rows were drawn at once.`);
    });
    await app.stop();
    const longest = Math.max(...tasks);
    figures.push({
      name: `longest task while scrolling 1,000,000 rows, scale ${scale}`,
      measured: longest,
      unit: 'ms',
      floor: null,
      goal: '≤ 50 ms',
      met: longest <= 50,
    });
  }
  return figures;
}

const collected = z.object({
  value: z.array(
    z.object({
      name: z.string(),
      ph: z.string(),
      pid: z.number(),
      tid: z.number(),
      dur: z.number().optional(),
      args: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** Durations in milliseconds of the tasks that the page's main thread ran during some work. */
async function tracedTasks(port: number, work: () => Promise<void>): Promise<readonly number[]> {
  const browser = await openDevTools(await browserAddress(port));
  const events: z.infer<typeof collected>['value'] = [];
  const done = new Promise<void>((resolve) => browser.on('Tracing.tracingComplete', () => resolve()));
  browser.on('Tracing.dataCollected', (params) => void events.push(...collected.parse(params).value));
  await browser.send('Tracing.start', {
    traceConfig: { includedCategories: ['__metadata', 'disabled-by-default-devtools.timeline'] },
  });
  await work();
  await browser.send('Tracing.end');
  await done;
  browser.close();
  const main = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args['name'] === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && main.has(`${pid} ${tid}`));
  if (tasks.length === 0) throw new Error('The trace holds no task of the window.');
  return tasks.map(({ dur = 0 }) => dur / 1000);
}
