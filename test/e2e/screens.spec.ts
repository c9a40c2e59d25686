import { expect, test } from '#test/support/electron-app.ts';
import { WITHOUT_KEYRING } from '#test/support/practice-desk.ts';
import { SCREENS_OF_CALLS } from '#test/support/screens/screens-of-calls.ts';
import { walkScreens } from '#test/support/screens/walk-screens.ts';
import { expectSound } from '#test/support/sound-screen.ts';

test('the first screens fit every window and break no rule of access', async ({ launch }) => {
  const { page } = await launch(WITHOUT_KEYRING);
  await expect(page.getByRole('button', { name: 'Open the practice network' })).toBeVisible();
  await expectSound(page, 'first start');
  await page.getByRole('button', { name: 'Connect a network' }).click();
  await expectSound(page, 'connect a network');
});

test('every screen of calls and numbers fits every window and breaks no rule of access', async ({
  launch,
  dataFolder,
}) => {
  await walkScreens(SCREENS_OF_CALLS, { launch, dataFolder });
});
