/** The scheme the window's files are served on. */
export const APP_SCHEME = 'app';

const APP_HOST = 'switchboard';

/** The window's own origin; nothing else may talk to the desk. */
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;

/** The first page. */
export const APP_PAGE = `${APP_ORIGIN}/index.html`;

/**
 * Whether the address belongs to the origin, compared by its parsed parts: `app://switchboard.evil`,
 * `app://switchboard@evil` and an unreadable address do not. An address of no origin (`about:blank`) never does.
 * @param origin a scheme and a host, such as `app://switchboard` or the development server's
 */
export function isOfOrigin(address: string, origin: string): boolean {
  const page = parsed(address);
  const home = parsed(origin);
  if (page === null || home === null) return false;
  return (
    page.protocol === home.protocol && page.host === home.host && page.username === '' && page.password === ''
  );
}

function parsed(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}
