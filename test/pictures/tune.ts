import { expect, type Page } from 'playwright/test';
import { goTo } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import type { Camera } from './camera.ts';

/** Takes the pictures of TUNE: how it stands with the modes, a postback to settle, and a switch with its preview. */
export async function takeTune(page: Page, camera: Camera, control: PracticeControl): Promise<void> {
  await control.importIntoTune();
  await goTo(page, 'Settings');
  await page.getByRole('link', { name: 'Open Practice TUNE' }).click();
  await readNow(page);
  await camera.take('tune');
  await page
    .getByRole('navigation', { name: 'Views of TUNE' })
    .getByRole('link', { name: /^Postbacks/ })
    .click();
  await page.getByRole('button', { name: 'Withdraw the acknowledgement of postback 311' }).click();
  await expect(page.getByRole('button', { name: 'Acknowledge postback 311' })).toBeVisible();
  await expect(page.getByText('What the desk would send there waits again.')).toBeHidden({ timeout: 10_000 });
  await camera.take('tune-postbacks');
  await page.getByRole('link', { name: 'Standing' }).click();
  await page.getByRole('button', { name: /^Switch to: TUNE/ }).click();
  await expect(page.getByRole('dialog', { name: 'Only observe?' })).toContainText('What changes');
  await camera.take('tune-mode');
  await page.keyboard.press('Escape');
  await page
    .getByRole('navigation', { name: 'Views of TUNE' })
    .getByRole('link', { name: /^Postbacks/ })
    .click();
  await page.getByRole('button', { name: 'Acknowledge postback 311' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Acknowledge postback 311' })).toBeHidden();
}

async function readNow(page: Page): Promise<void> {
  const readAt = (): Promise<number | null> =>
    page.evaluate(async () => {
      const reply = await window.switchboard.requests['tune.list']({});
      return reply.ok ? (reply.value[0]?.readAt ?? null) : null;
    });
  const before = await readAt();
  await page.getByRole('button', { name: 'Read now' }).click();
  await expect.poll(readAt).not.toBe(before);
  await expect(page.getByRole('button', { name: 'Read now' })).toBeVisible();
}
