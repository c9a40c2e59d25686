import { expect, type Page } from 'playwright/test';
import { callsWorkspace } from '#test/support/calls-workspace.ts';
import type { Camera } from './camera.ts';

/** Takes the pictures of the calls screen, in a workspace of an offer whose every message had a number of its own. */
export async function takeCalls(page: Page, camera: Camera, dataFolder: string): Promise<void> {
  await callsWorkspace(dataFolder, Date.now());
  const opened = await page.evaluate(() => window.switchboard.requests['desk.openWorkspace']({ id: 'main' }));
  if (!opened.ok) throw new Error(opened.error.message);
  await page.getByRole('navigation', { name: 'Places' }).getByRole('link', { name: 'Calls' }).click();
  const list = page.getByRole('grid', { name: 'Calls', exact: true });
  await expect(list).toHaveAttribute('aria-rowcount', '64');
  await list.getByRole('row').nth(3).click();
  await expect(page.getByRole('complementary', { name: 'Call' })).toContainText('ad_copy');
  await camera.take('calls');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Group by' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'ad_copy' }).click();
  await expect(page.getByRole('grid', { name: 'Groups of calls' })).toContainText('B: 24 hours');
  await camera.take('calls-groups');
}
