import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What the endpoint serves to a browser: the page that plays a visit, and the snippet it and others use. */
const FILES: Readonly<Record<string, { readonly name: string; readonly type: string }>> = {
  '/play': { name: 'play.html', type: 'text/html; charset=utf-8' },
  '/play.css': { name: 'play.css', type: 'text/css; charset=utf-8' },
  '/play.js': { name: 'play.js', type: 'text/javascript; charset=utf-8' },
  '/switchboard-visit.js': { name: 'switchboard-visit.js', type: 'text/javascript; charset=utf-8' },
};

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A file as it is served. */
export interface PlayFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** Reads the files from a folder, each when it is first asked for; null for a path that is none of them. */
export function playFiles(folder: string): (path: string) => Promise<PlayFile> | null {
  const read = new Map<string, Promise<PlayFile>>();
  return (asked) => {
    // The places of the shop are all one page.
    const path = /^\/play(\/[\w%-]+){1,6}$/.test(asked) ? '/play' : asked;
    const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
    if (!file) return null;
    const known = read.get(path);
    if (known) return known;
    const reading = readFile(join(folder, file.name)).then((body) => ({
      body,
      headers: {
        'content-type': file.type,
        'content-security-policy': POLICY,
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
      },
    }));
    read.set(path, reading);
    reading.catch(() => read.delete(path));
    return reading;
  };
}
