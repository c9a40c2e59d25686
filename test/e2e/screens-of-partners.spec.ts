import { test } from '#test/support/electron-app.ts';
import { SCREENS_OF_PARTNERS } from '#test/support/screens/screens-of-partners.ts';
import { walkScreens } from '#test/support/screens/walk-screens.ts';

test('every screen of partners and settings fits every window and breaks no rule of access', async ({
  launch,
  dataFolder,
}) => {
  await walkScreens(SCREENS_OF_PARTNERS, { launch, dataFolder });
});
