import { expect, type Page } from 'playwright/test';

/** A place or something opened in it: how to get there, what shows that it is there, how to leave it. */
export interface Screen {
  readonly name: string;
  readonly address: string;
  readonly open?: (page: Page) => Promise<void>;
  readonly shown: (page: Page) => Promise<void>;
  /** Something is not saved here, so that leaving asks first. */
  readonly unsaved?: boolean;
}

/** The page with this title is there. */
export const heading =
  (title: string | RegExp) =>
  (page: Page): Promise<void> =>
    expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();

/** The page says this somewhere. */
export const says =
  (words: string | RegExp) =>
  (page: Page): Promise<void> =>
    expect(page.getByRole('main').getByText(words).first()).toBeVisible();

/** A dialog with this name is open. */
export const dialog =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    expect(page.getByRole('dialog', { name })).toBeVisible();

/** Presses the first button with this name. */
export const press =
  (name: string | RegExp) =>
  (page: Page): Promise<void> =>
    page.getByRole('button', { name }).first().click();

/** Opens the first row of the page’s table. */
export const openFirstRow = (page: Page): Promise<void> =>
  page.getByRole('grid').getByRole('row').nth(1).click();
