import type { App } from 'electron';

const LONGEST_MS = 2500;

/**
 * Lets the app finish its work before it ends: the first wish to quit starts `finish`, and the app ends when that
 * is done, or after two and a half seconds whatever happens. Nothing that is cut off is lost; it is found again at
 * the next start.
 */
export function quitOrderly(
  app: App,
  parts: {
    readonly begin: () => void;
    readonly finish: () => Promise<void>;
    readonly failed: (error: unknown) => void;
  },
): void {
  let finishing = false;
  app.on('before-quit', () => parts.begin());
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (finishing) return;
    finishing = true;
    const late = new Promise<void>((resolve) => setTimeout(resolve, LONGEST_MS));
    void Promise.race([parts.finish().catch(parts.failed), late]).finally(() => app.exit(0));
  });
}
