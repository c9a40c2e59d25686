import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { appFile } from './app-file.ts';
import { APP_SCHEME } from './app-origin.ts';
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

/** Serves the window's files from its folder, and nothing outside it, with the page's policy on every answer. */
export function serveApp(folder: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return refusal(405);
    const file = appFile(folder, request.url);
    if (file === null) return refusal(404);
    try {
      const bytes = await readFile(file.path);
      return new Response(new Uint8Array(bytes), {
        headers: { ...PAGE_HEADERS, 'content-type': file.type, 'content-length': String(bytes.byteLength) },
      });
    } catch (error) {
      if (isMissing(error)) return refusal(404);
      throw error;
    }
  });
}

function refusal(status: 404 | 405): Response {
  return new Response(status === 404 ? 'Not found' : 'Not allowed', {
    status,
    headers: { ...PAGE_HEADERS, 'content-type': 'text/plain; charset=utf-8' },
  });
}

function isMissing(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'EISDIR' || code === 'ENOTDIR';
}
