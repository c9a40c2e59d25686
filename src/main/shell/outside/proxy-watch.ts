/** Whether a proxy stands between this machine and an address. */
export interface ProxyWatch {
  /** Asks the system; the answer for an origin is kept for half a minute. */
  applies(url: string): Promise<boolean>;
  /** Whether a proxy applied to anything asked for lately. */
  readonly seen: boolean;
}

const KEPT_MS = 30_000;

/**
 * Watches the system's proxy settings by asking for each address.
 * @param parts.resolve as Electron's `session.resolveProxy`: a list such as `PROXY host:8080; DIRECT`
 * @param parts.onChange told when `seen` changes
 */
export function watchProxy(parts: {
  readonly resolve: (url: string) => Promise<string>;
  readonly clock: () => number;
  readonly onChange: (seen: boolean) => void;
}): ProxyWatch {
  const known = new Map<string, { readonly applies: boolean; readonly until: number }>();
  let seen = false;

  return {
    get seen() {
      return seen;
    },
    async applies(url) {
      const { origin } = new URL(url);
      const now = parts.clock();
      const kept = known.get(origin);
      if (kept && kept.until > now) return kept.applies;
      const applies = !isDirect(await parts.resolve(origin));
      known.set(origin, { applies, until: now + KEPT_MS });
      const any = [...known.values()].some((one) => one.applies);
      if (any !== seen) {
        seen = any;
        parts.onChange(seen);
      }
      return applies;
    },
  };
}

function isDirect(answer: string): boolean {
  const [first = ''] = answer.split(';');
  return first.trim() === '' || first.trim().toUpperCase() === 'DIRECT';
}
