import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { appFile } from './app-file.ts';
import { APP_PAGE, APP_SCHEME } from './app-origin.ts';
import { PAGE_HEADERS } from './content-policy.ts';

/**
 * Declares the window's scheme. Electron allows this once, before the app is ready. `standard` and `secure` give
 * the page an origin, `codeCache` keeps compiled scripts between starts; nothing may bypass the page's policy.
 */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: APP_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ]);
}

/** The window's files on their way to it. */
export interface ServedApp {
  /** Settles when all that the page asks for first was answered: its process has begun, and its scripts run. */
  readonly scriptsGiven: Promise<void>;
  /** Settles when the page itself was answered: its process begins. */
  readonly pageGiven: Promise<void>;
}

/**
 * Serves the window's files from its folder, and nothing outside it, with the page's policy on every answer.
 *
 * By their paths, not by `protocol.handle` or as buffers: both are passed on by the main program's own thread, piece by piece, and
 * a page waited for its scripts while the app was loaded. The first brings Node's fetch into the main program besides.
 */
export function serveApp(folder: string): ServedApp {
  const page = Promise.withResolvers<void>();
  const scripts = Promise.withResolvers<void>();
  /** How many of the files that the page names are still to be given. */
  let awaited = 0;
  protocol.registerFileProtocol(APP_SCHEME, (request, answer) => {
    const file = request.method === 'GET' || request.method === 'HEAD' ? appFile(folder, request.url) : null;
    if (file === null) {
      answer({ error: ACCESS_DENIED });
      return;
    }
    const given = { path: file.path, headers: { ...PAGE_HEADERS, 'content-type': file.type } };
    if (request.url.split('#', 1)[0] === APP_PAGE) {
      void filesNamedIn(file.path).then((count) => {
        awaited = count;
        answer(given);
        page.resolve();
      });
    } else {
      answer(given);
      awaited -= 1;
      if (awaited === 0) scripts.resolve();
    }
  });
  return { pageGiven: page.promise, scriptsGiven: scripts.promise };
}

/** What Chromium calls a file that may not be had (net/base/net_error_list.h). */
const ACCESS_DENIED = -10;

/** How many files a page names; none where there is no such page, which Chromium says then. */
async function filesNamedIn(path: string): Promise<number> {
  const page = await readFile(path, 'utf8').catch(() => '');
  return page.match(/(?:src|href)="\.\/assets\//g)?.length ?? 0;
}
