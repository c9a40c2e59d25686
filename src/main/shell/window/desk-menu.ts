import type { MenuItemConstructorOptions } from 'electron';

/** What a line of the menu asks for. */
export type MenuAction =
  | { readonly kind: 'go'; readonly address: string }
  | { readonly kind: 'palette' }
  | { readonly kind: 'step'; readonly direction: 'back' | 'forward' }
  | { readonly kind: 'sync' }
  | { readonly kind: 'folder'; readonly folder: 'data' | 'logs' }
  | { readonly kind: 'quit' };

/** Every place of the rail, in its order. */
const PLACES: readonly (readonly [label: string, address: string])[] = [
  ['Overview', '/'],
  ['Review', '/review'],
  ['Conversions', '/conversions'],
  ['Calls', '/calls'],
  ['Numbers', '/numbers'],
  ['Links', '/links'],
  ['Send lists', '/send-lists'],
  ['Postbacks', '/postbacks'],
  ['Partners', '/partners'],
  ['Offers', '/offers'],
  ['Reconcile', '/reconcile'],
  ['Settings', '/settings'],
];

/** Digits reach so many of them. */
const NUMBERED = 9;

/**
 * The native menu, as data. It lists every shortcut; those the window answers itself (the palette, the places, back and forward)
 * are shown here and not registered, so that no key acts twice.
 */
export function deskMenu(parts: {
  readonly platform: string;
  readonly development: boolean;
  readonly act: (action: MenuAction) => void;
}): MenuItemConstructorOptions[] {
  const { platform, act } = parts;
  const mac = platform === 'darwin';
  const quit: MenuItemConstructorOptions = {
    label: 'Quit Switchboard',
    accelerator: 'CmdOrCtrl+Q',
    click: () => act({ kind: 'quit' }),
  };
  return [
    mac ? { role: 'appMenu' } : { label: 'File', submenu: [{ role: 'close' }, { type: 'separator' }, quit] },
    { role: 'editMenu' },
    {
      label: 'Go',
      submenu: [
        {
          label: 'Find or do anything…',
          accelerator: 'CmdOrCtrl+K',
          registerAccelerator: false,
          click: () => act({ kind: 'palette' }),
        },
        { type: 'separator' },
        ...PLACES.map(([label, address], index): MenuItemConstructorOptions => ({
          label,
          ...(index < NUMBERED ? { accelerator: `Alt+${index + 1}` } : {}),
          registerAccelerator: false,
          click: () => act({ kind: 'go', address }),
        })),
        { type: 'separator' },
        {
          label: 'Back',
          accelerator: mac ? 'Cmd+[' : 'Alt+Left',
          registerAccelerator: false,
          click: () => act({ kind: 'step', direction: 'back' }),
        },
        {
          label: 'Forward',
          accelerator: mac ? 'Cmd+]' : 'Alt+Right',
          registerAccelerator: false,
          click: () => act({ kind: 'step', direction: 'forward' }),
        },
        { type: 'separator' },
        { label: 'Sync now', accelerator: 'CmdOrCtrl+R', click: () => act({ kind: 'sync' }) },
      ],
    },
    {
      label: 'View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...(parts.development ? ([{ role: 'toggleDevTools' }, { role: 'forceReload' }] as const) : []),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { label: 'Open the data folder', click: () => act({ kind: 'folder', folder: 'data' }) },
        { label: 'Open the log folder', click: () => act({ kind: 'folder', folder: 'logs' }) },
      ],
    },
  ];
}
