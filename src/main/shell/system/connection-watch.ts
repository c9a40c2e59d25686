/** Watches whether the machine has a network at all. `false` is sure; `true` promises nothing. */
export interface ConnectionWatch {
  readonly online: boolean;
  stop(): void;
}

const LOOK_MS = 2000;

/** @param parts.isOnline as Electron's `net.isOnline`; there is no event for it in the main process */
export function watchConnection(parts: {
  readonly isOnline: () => boolean;
  readonly onChange: (online: boolean) => void;
}): ConnectionWatch {
  let online = parts.isOnline();
  const timer = setInterval(() => {
    const now = parts.isOnline();
    if (now === online) return;
    online = now;
    parts.onChange(online);
  }, LOOK_MS);
  return {
    get online() {
      return online;
    },
    stop: () => clearInterval(timer),
  };
}
