import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from 'playwright/test';

const SIZES = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 800 },
  { width: 1024, height: 700 },
] as const;
const THEMES = ['light', 'dark'] as const;

/**
 * The screen as it stands breaks no rule of access in light and dark, and at every size down to the smallest window the
 * page does not scroll sideways and no control is cut off.
 */
export async function expectSound(page: Page, screen: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size);
    await settled(page);
    expect.soft(await page.evaluate(cutOff), `${screen} at ${size.width}×${size.height}`).toEqual([]);
  }
  for (const theme of THEMES) {
    await page.evaluate(async (value) => {
      await window.switchboard.requests['settings.save']({ theme: value });
    }, theme);
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme'])).toBe(theme);
    await settled(page);
    const { violations } = await (await rulesOfAccess(page)).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
    );
    expect.soft(found, `${screen} in ${theme}`).toEqual([]);
  }
}

/**
 * All rules of access, of which only what breaks one is told at length: telling what keeps them takes four times as long as
 * trying. They are put into the page once; half a megabyte each time is as much again.
 */
async function rulesOfAccess(page: Page): Promise<AxeBuilder> {
  const there = await Promise.all(page.frames().map((frame) => frame.evaluate(() => 'axe' in window)));
  const builder = new AxeBuilder(there.every(Boolean) ? { page, axeSource: 'void 0' } : { page });
  return builder.setLegacyMode(true).options({ resultTypes: ['violations'] });
}

/** Waits for what moves and fades; what turns without end is left to turn. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(ending.map(({ finished }) => finished));
  });
}

/** What scrolls sideways or is cut off, in words; runs in the page. */
function cutOff(): string[] {
  const found: string[] = [];
  const nameOf = (element: Element): string =>
    `${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute('aria-label') ?? element.textContent).slice(0, 40)}”`;
  const overflowX = (element: Element): string => getComputedStyle(element).overflowX;
  const overflowY = (element: Element): string => getComputedStyle(element).overflowY;
  /** A table or a text as received may be wider than its place: they scroll by themselves. */
  const wideInside = (element: Element): boolean =>
    element.closest('[role="grid"], pre, .table-frame') !== null;

  for (const element of document.querySelectorAll('html, body, #content, #content *, [role="dialog"] *')) {
    const scrolls = element === document.documentElement || /auto|scroll/.test(overflowX(element));
    if (scrolls && !wideInside(element) && element.scrollWidth > element.clientWidth + 1) {
      found.push(`scrolls sideways: ${nameOf(element)} ${element.scrollWidth} > ${element.clientWidth}`);
    }
  }
  for (const control of document.querySelectorAll('button, a[href], input, textarea, [role="switch"]')) {
    if (wideInside(control) || control.closest('.skip, .visually-hidden, [aria-hidden="true"]')) continue;
    const box = control.getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || !control.checkVisibility()) continue;
    let [left, right, bottom] = [0, window.innerWidth, window.innerHeight];
    let scrolls = false;
    for (let parent = control.parentElement; parent; parent = parent.parentElement) {
      const around = parent.getBoundingClientRect();
      if (overflowX(parent) !== 'visible') {
        left = Math.max(left, around.left);
        right = Math.min(right, around.right);
      }
      scrolls ||= /auto|scroll/.test(overflowY(parent));
      if (overflowY(parent) !== 'visible') bottom = Math.min(bottom, around.bottom);
    }
    if (scrolls) bottom = Infinity;
    if (box.left < left - 1 || box.right > right + 1 || box.bottom > bottom + 1) {
      found.push(
        `cut off: ${nameOf(control)} at ${Math.round(box.left)}–${Math.round(box.right)}, down to ${Math.round(box.bottom)}`,
      );
    }
  }
  return found;
}
