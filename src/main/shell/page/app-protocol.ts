import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import type { ProtocolRequest, ProtocolResponse } from 'electron';
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

/**
 * Serves the window's files from its folder, and nothing outside it, with the page's policy on every answer.
 *
 * By whole buffers, not by `protocol.handle`: that one brings Node's fetch into the main program and a stream into
 * every file, which together are a tenth of the start.
 */
export function serveApp(folder: string): void {
  protocol.registerBufferProtocol(APP_SCHEME, (request, answer) => {
    void answerTo(request, folder).then(answer);
  });
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
