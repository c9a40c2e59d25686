import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startMeasured } from './support/electron-process.ts';
import { median } from './support/figures.ts';
import type { Figure } from './support/figures.ts';
import { storedDesk } from './support/stored-desk.ts';
import { LIST_IS_USABLE } from './support/usable-list.ts';

const RUNS = 15;
const BLANK_IS_UP = `document.querySelector('[role=grid]') !== null`;

/** Cold start to a usable conversions list over a million conversions, and the memory then, beside a blank window. */
export async function coldStartFigures(): Promise<readonly Figure[]> {
  const { folder } = await storedDesk(1_000_000);
  await leaveAtTheList(folder);
  const blanks: Sample[] = [];
  const desks: Sample[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    blanks.push(
      await withProfile((profile) =>
        sample('test/bench/blank-app', BLANK_IS_UP, {}, [`--user-data-dir=${profile}`]),
      ),
    );
    desks.push(await sample('.', LIST_IS_USABLE, { SWITCHBOARD_DATA: folder }, []));
  }
  const start = { measured: median(desks.map(({ ms }) => ms)), floor: median(blanks.map(({ ms }) => ms)) };
  const memory = { measured: median(desks.map(({ mb }) => mb)), floor: median(blanks.map(({ mb }) => mb)) };
  return [
    {
      name: 'cold start to a usable list of 1,000,000',
      ...start,
      unit: 'ms',
      goal: '≤ 1.3×',
      met: start.measured / start.floor <= 1.3,
    },
    {
      name: 'memory of all processes then (PSS)',
      ...memory,
      unit: 'MB',
      goal: '≤ 1.3×',
      met: memory.measured / memory.floor <= 1.3,
    },
  ];
}

/** Time for the app to have settled and written down what it remembers of a start. */
const SETTLES_MS = 4000;

/** The app opens where it was left: at the list, as for a person who works there. It was started before, too. */
async function leaveAtTheList(folder: string): Promise<void> {
  await writeFile(
    join(folder, 'desk.json'),
    JSON.stringify({ workspaceId: 'main', address: '/conversions' }),
  );
  const app = await startMeasured('.', LIST_IS_USABLE, { SWITCHBOARD_DATA: folder }, []);
  await delay(SETTLES_MS);
  await app.stop();
}

interface Sample {
  readonly ms: number;
  readonly mb: number;
}

async function sample(
  folder: string,
  ready: string,
  env: Readonly<Record<string, string>>,
  flags: readonly string[],
): Promise<Sample> {
  const app = await startMeasured(folder, ready, env, flags);
  await delay(500);
  const mb = (await app.memory()) / 1_000_000;
  await app.stop();
  return { ms: app.usableAfterMs, mb };
}

async function withProfile<T>(work: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'switchboard-blank-'));
  try {
    return await work(profile);
  } finally {
    await rm(profile, { recursive: true, force: true });
  }
}
