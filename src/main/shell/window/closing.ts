/** What the close button does. */
export type Closing = 'hide' | 'minimise' | 'quit';

/**
 * What closing the window means (desktop-practice.md D.1): on macOS it hides, as there; elsewhere it hides where
 * the person wants that and the tray icon can be seen, goes to the task bar where it cannot, and quits where the
 * person does not want it. The window never hides into nothing.
 */
export function closingMeans(now: {
  readonly platform: string;
  readonly quitting: boolean;
  readonly closeToTray: boolean;
  readonly trayShown: boolean;
}): Closing {
  if (now.quitting) return 'quit';
  if (now.platform === 'darwin') return 'hide';
  if (!now.closeToTray) return 'quit';
  return now.trayShown ? 'hide' : 'minimise';
}
