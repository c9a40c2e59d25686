import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '#test/support/electron-app.ts';
import type { RunningApp } from '#test/support/electron-app.ts';
import { openPractice, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { expectSound } from '#test/support/sound-screen.ts';
import { fillDesk } from './filled-desk.ts';
import { heading } from './screen.ts';
import type { Screen } from './screen.ts';

/** Goes to every screen on a desk with something to see, and tries each at every size and in both themes. */
export async function walkScreens(
  screens: readonly Screen[],
  {
    launch,
    dataFolder,
  }: {
    readonly launch: (options: typeof WITHOUT_KEYRING) => Promise<RunningApp>;
    readonly dataFolder: string;
  },
): Promise<void> {
  test.setTimeout(300_000);
  const { app, page } = await launch(WITHOUT_KEYRING);
  const file = join(dataFolder, 'partners.csv');
  await writeFile(file, 'id,company,zone\n23,Renamed,Europe/Berlin\n9001,New,Mars/Olympus\n');
  await app.evaluate(({ dialog: system, shell }, path) => {
    system.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
    shell.openExternal = () => Promise.resolve();
  }, file);
  await fillDesk(page, await openPractice(page));
  for (const screen of screens) {
    await test.step(screen.name, async () => {
      await page.evaluate((address) => {
        window.location.hash = address;
      }, screen.address);
      await screen.open?.(page);
      await screen.shown(page);
      await expectSound(page, screen.name);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      if (screen.unsaved) {
        await page.keyboard.press('Alt+Digit1');
        await page.getByRole('button', { name: 'Discard changes' }).click();
        await heading('Overview')(page);
      }
    });
  }
}
