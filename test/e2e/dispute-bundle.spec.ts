import { join } from 'node:path';
import { expect, test } from '#test/support/electron-app.ts';
import { goTo, openPractice, WITHOUT_KEYRING } from '#test/support/practice-desk.ts';

test('the history is verified, and a conversion leaves as one file that opens read-only', async ({
  dataFolder,
  launch,
}, info) => {
  const { app, page } = await launch(WITHOUT_KEYRING);
  await openPractice(page);
  const file = join(dataFolder, 'bundle.html');
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);

  await test.step('the panel says that the chain holds, and exports the bundle', async () => {
    await goTo(page, 'Conversions');
    await page.getByRole('grid', { name: 'Conversions' }).getByRole('row').nth(1).click();
    const panel = page.getByRole('complementary', { name: 'Conversion' });
    await expect(panel.getByText('Chain holds')).toBeVisible();
    await page.screenshot({ path: info.outputPath('panel-top.png') });
    await panel.getByRole('button', { name: 'Export dispute bundle…' }).click();
    await expect(page.getByText(`Dispute bundle written to ${file}`)).toBeVisible();
    await page.screenshot({ path: info.outputPath('panel-end.png') });
  });

  await test.step('the settings verify the whole history', async () => {
    await goTo(page, 'Settings');
    await page.getByRole('button', { name: 'Verify history' }).click();
    await expect(page.getByText(/entries are as they were sealed/)).toBeVisible();
    await page.screenshot({ path: info.outputPath('settings.png') });
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.screenshot({ path: info.outputPath('settings-dark.png') });
  });

  await test.step('the file opens in a window with no app behind it', async () => {
    const opened = app.waitForEvent('window');
    await app.evaluate(({ BrowserWindow }, path) => {
      const window = new BrowserWindow({ width: 1100, height: 900, webPreferences: { sandbox: true } });
      void window.loadFile(path);
    }, file);
    const bundle = await opened;
    await expect(bundle.getByRole('heading', { name: 'Dispute bundle' })).toBeVisible();
    await expect(bundle.getByRole('heading', { name: 'History' })).toBeVisible();
    await expect(bundle.locator('body')).toHaveCSS('max-width', '1000px');
    await expect(bundle.locator('script')).toHaveCount(0);
    await bundle.screenshot({ path: info.outputPath('bundle.png'), fullPage: true });
  });
});
