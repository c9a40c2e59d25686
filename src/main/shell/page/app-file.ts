import { extname, join, relative, isAbsolute, resolve, sep } from 'node:path';
import { APP_ORIGIN, isOfOrigin } from './app-origin.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** A file of the window: where it lies and what it is. */
export interface AppFile {
  readonly path: string;
  readonly type: string;
}

/**
 * The file an `app://switchboard/…` address stands for, or null when the address is of another origin, is badly
 * encoded, names a kind of file the window has no use for, or leads out of the folder in any spelling
 * (`..`, `%2e%2e`, `..%2f`, backslashes, a NUL, a drive letter).
 * @param folder absolute path of the built window
 */
export function appFile(folder: string, address: string): AppFile | null {
  if (!isOfOrigin(address, APP_ORIGIN)) return null;
  const inner = decodedPath(new URL(address).pathname);
  if (inner === null || /[\0\\:]/.test(inner)) return null;
  const path = resolve(join(folder, inner === '/' ? 'index.html' : inner));
  const within = relative(folder, path);
  if (within === '' || within === '..' || within.startsWith(`..${sep}`) || isAbsolute(within)) return null;
  const type = TYPES[extname(path).toLowerCase()];
  return type === undefined ? null : { path, type };
}

function decodedPath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray "%" is no address of ours.
    return null;
  }
}
