import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Page } from 'playwright/test';
import { type Bitmap, smallPng } from './small-png.ts';

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
      await dismissToasts(page);
      for (const theme of ['light', 'dark'] as const) {
        await wear(page, theme);
        await page.evaluate(() => document.fonts.ready);
        const shot = await page.screenshot({ animations: 'disabled' });
        await writeFile(join(folder, `${name}-${theme}.png`), smallPng(await bitmapOf(app, shot)));
      }
      await wear(page, 'light');
    },
  };
}

async function bitmapOf(app: ElectronApplication, png: Buffer): Promise<Bitmap> {
  const { width, height, pixels } = await app.evaluate(({ nativeImage }, text) => {
    const image = nativeImage.createFromBuffer(Buffer.from(text, 'base64'), { scaleFactor: 1 });
    return { ...image.getSize(), pixels: image.toBitmap().toString('base64') };
  }, png.toString('base64'));
  return { width, height, bgra: Buffer.from(pixels, 'base64') };
}

/** What was told of the steps that led here is not part of the picture. */
async function dismissToasts(page: Page): Promise<void> {
  const toasts = page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Dismiss' });
  await expect(async () => {
    for (const button of (await toasts.all()).toReversed()) await button.dispatchEvent('click');
    await expect(toasts).toHaveCount(0, { timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

async function wear(page: Page, theme: 'light' | 'dark'): Promise<void> {
  const reply = await page.evaluate(
    (wanted) => window.switchboard.requests['settings.save']({ theme: wanted }),
    theme,
  );
  if (!reply.ok) throw new Error(reply.error.message);
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}
