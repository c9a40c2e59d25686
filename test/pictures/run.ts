import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, expect } from 'playwright/test';
import { z } from 'zod';
import { openPractice, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { cameraOn } from './camera.ts';
import { takeCalls } from './calls.ts';
import { takeDecisions } from './decisions.ts';
import { takeLinks } from './links.ts';
import { takeNumbers } from './numbers.ts';
import { takeOffers } from './offers.ts';
import { takePostbacks } from './postbacks.ts';
import { takeReconciliation } from './reconcile.ts';
import { takeScenes } from './scenes.ts';
import { takeSendLists } from './send-lists.ts';
import { tellStory } from './story.ts';
import { takeTune } from './tune.ts';
import { takeVisits } from './visits.ts';

/** Takes every picture of the documentation from the built app, on a data folder of its own. */

const project = join(import.meta.dirname, '..', '..');
const folder = join(project, 'docs', 'pictures');
const { executable, args } = z
  .object({ executable: z.string(), args: z.array(z.string()) })
  .parse(JSON.parse(await readFile(join(project, 'out', 'runtime.json'), 'utf8')));
const inherited = Object.entries(process.env).filter(
  (entry): entry is [string, string] => entry[1] !== undefined,
);

await mkdir(folder, { recursive: true });
const data = await mkdtemp(join(tmpdir(), 'switchboard-'));
const app = await _electron.launch({
  executablePath: executable,
  args: [...args, ...WITHOUT_KEYRING.electronArgs, project],
  env: {
    ...Object.fromEntries(inherited),
    SWITCHBOARD_DATA: data,
    TZ: 'America/New_York',
    LANG: 'en_US.UTF-8',
  },
  cwd: project,
});
try {
  const page = await app.firstWindow();
  await page.waitForURL(/^app:\/\/switchboard\//, { waitUntil: 'load' });
  await expect(page.getByRole('button', { name: 'Open the practice network' })).toBeVisible();
  const camera = await cameraOn(app, page, folder);
  await camera.take('first-start');
  const control = await openPractice(page);
  await takeScenes(page, camera, await tellStory(page, control));
  await takeDecisions(page, camera, control);
  await takePostbacks(page, camera, control);
  await takeNumbers(page, camera, control);
  await takeLinks(page, camera, control);
  await takeSendLists(page, camera, control);
  await takeOffers(app, page, camera, data);
  await takeTune(page, camera, control);
  await takeReconciliation(app, page, camera, data);
  await takeVisits(page, camera, control);
  await takeCalls(page, camera, data);
} finally {
  await app.close();
  await rm(data, { recursive: true, force: true, maxRetries: 5 });
}
