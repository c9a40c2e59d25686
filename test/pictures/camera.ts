import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from 'playwright/test';

/** The size of every picture, in pixels. */
const SIZE = { width: 1280, height: 800 } as const;

/** Takes pictures of what the window shows. */
export interface Camera {
  /** Writes `<name>-light.png` and `<name>-dark.png` of what is on screen now. */
  take(name: string): Promise<void>;
}

/** A camera on the app's window, which it sets to the size of the pictures. */
export async function cameraOn(app: ElectronApplication, page: Page, folder: string): Promise<Camera> {
  await app.evaluate(({ BrowserWindow }, { width, height }) => {
    for (const window of BrowserWindow.getAllWindows()) window.setContentSize(width, height);
  }, SIZE);
  await expect
    .poll(() => page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight })))
    .toEqual(SIZE);
  return {
    async take(name) {
      for (const theme of ['light', 'dark'] as const) {
        await wear(page, theme);
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: join(folder, `${name}-${theme}.png`), animations: 'disabled' });
      }
      await wear(page, 'light');
    },
  };
}

async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const reply = await page.evaluate(
    (wanted) => window.switchboard.requests['settings.save']({ theme: wanted }),
    theme,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}
