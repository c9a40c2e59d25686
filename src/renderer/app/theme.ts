import { onDesk } from '#renderer/state/desk.ts';

/** Follows the theme of the settings; without one set, the system's. */
export function followTheme(): void {
  onDesk((desk) => {
    const root = document.documentElement;
    if (desk.settings.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = desk.settings.theme;
  });
}
