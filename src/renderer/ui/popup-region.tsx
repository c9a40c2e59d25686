import type { RefObject } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';

/** Where menus, lists of choices and dialogs are put: a landmark of their own, so that readers find them. */
export const popupRegion: RefObject<HTMLElement | null> = { current: null };

/** The place in the page for {@link popupRegion}; stands once, last in the window. */
export function PopupRegion() {
  return <section ref={popupRegion} aria-label={uiText.popups} />;
}
