import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { ProtocolRequest, ProtocolResponse } from 'electron';
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
 * By whole buffers, not by `protocol.handle`: that one brings Node's fetch into the main program and a stream into
 * every file, which together are a tenth of the start.
 */
export function serveApp(folder: string): ServedApp {
  const page = Promise.withResolvers<void>();
  const scripts = Promise.withResolvers<void>();
  /** How many of the files that the page names are still to be given. */
  let awaited = 0;
  protocol.registerBufferProtocol(APP_SCHEME, (request, answer) => {
    const serve = async (): Promise<void> => {
      const response = await answerTo(request, folder);
      answer(response);
      if (request.url.split('#', 1)[0] === APP_PAGE) {
        awaited = filesNamedIn(response);
        page.resolve();
      } else {
        awaited -= 1;
        if (awaited === 0) scripts.resolve();
      }
    };
    void serve();
  });
  return { pageGiven: page.promise, scriptsGiven: scripts.promise };
}

function filesNamedIn({ data }: ProtocolResponse): number {
  return Buffer.isBuffer(data)
    ? (data.toString('utf8').match(/(?:src|href)="\.\/assets\//g)?.length ?? 0)
    : 0;
}

async function answerTo(request: ProtocolRequest, folder: string): Promise<ProtocolResponse> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
  const file = appFile(folder, request.url);
  if (file === null) return refusal(404);
  try {
    const data = await readFile(file.path);
    return { statusCode: 200, data, headers: { ...PAGE_HEADERS, 'content-type': file.type } };
  } catch (error) {
    if (isMissing(error)) return refusal(404);
    throw error;
  }
}

function refusal(statusCode: 404 | 405): ProtocolResponse {
  return {
    statusCode,
    data: Buffer.from(statusCode === 404 ? 'Not found' : 'Not allowed'),
    headers: { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  };
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR';
}
