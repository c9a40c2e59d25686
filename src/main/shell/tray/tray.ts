import { join } from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import type { NativeImage } from 'electron';
import type { TrayAction, TrayIcon, TrayView } from './tray-view.ts';

/** The icon beside the clock. */
export interface DeskTray {
  /** Shows the view; while there is no host for it, keeps it for when one comes. */
  show(view: TrayView): void;
  /** Puts the icon up, or takes it down where nobody would see it. */
  setShown(shown: boolean): void;
  destroy(): void;
}

/** Makes the tray. Its pictures lie in `<resources>/tray`. */
export function createDeskTray(parts: {
  readonly resources: string;
  readonly platform: string;
  readonly act: (action: TrayAction) => void;
}): DeskTray {
  const pictures = new Map<TrayIcon, NativeImage>();
  const picture = (icon: TrayIcon): NativeImage => {
    const known = pictures.get(icon);
    if (known) return known;
    const image = nativeImage.createFromPath(join(parts.resources, 'tray', fileName(icon, parts.platform)));
    pictures.set(icon, image);
    return image;
  };

  let tray: Tray | null = null;
  let view: TrayView | null = null;
  let drawn = '';

  const draw = (): void => {
    if (tray === null || view === null) return;
    const next = JSON.stringify(view);
    if (next === drawn) return;
    drawn = next;
    tray.setImage(picture(view.icon));
    tray.setToolTip(view.toolTip);
    // On Linux a menu that changed must be set again as a whole.
    tray.setContextMenu(menuOf(view, parts.act));
  };

  return {
    show(next) {
      view = next;
      draw();
    },
    setShown(shown) {
      if (!shown) {
        tray?.destroy();
        tray = null;
        return;
      }
      if (tray !== null) return;
      tray = new Tray(picture(view?.icon ?? 'idle'));
      tray.on('click', () => parts.act('open'));
      drawn = '';
      draw();
    },
    destroy() {
      tray?.destroy();
      tray = null;
    },
  };
}

function menuOf(view: TrayView, act: (action: TrayAction) => void): Menu {
  return Menu.buildFromTemplate(
    view.menu.map((line) => {
      if (line === null) return { type: 'separator' };
      const { label, enabled, action } = line;
      return { label, enabled, ...(action === null ? {} : { click: () => act(action) }) };
    }),
  );
}

function fileName(icon: TrayIcon, platform: string): string {
  // macOS colours a template picture itself, and knows one by the end of its name.
  if (platform === 'darwin') return `${icon}Template.png`;
  return platform === 'win32' ? `${icon}.ico` : `${icon}.png`;
}
