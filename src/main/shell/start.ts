import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { COMPILED_FILE, readCompiled, runCompiled } from './compiled/compiled-code.ts';
import type { CompiledCode } from './compiled/compiled-code.ts';

/**
 * The first file of the app. It only arranges that all others are run from what V8 made of them at the build
 * (scripts/lib/compiled-code.mjs); where nothing was made, as while developing, they are run as they are.
 */
const compiled = fileURLToPath(new URL(COMPILED_FILE, import.meta.url));
/** Files whose compiled part this Electron refused. */
const refused: string[] = [];

if (existsSync(compiled)) {
  runCompiled(wholeCode(), (name, _script, wasRefused) => {
    if (wasRefused) refused.push(name);
  });
}
void import('./entry.ts').then(({ startApp }) => startApp(new URL(import.meta.url), refused));

/** Nothing where the file is cut short: the app starts all the same, and its log says so. */
function wholeCode(): CompiledCode {
  try {
    return readCompiled(compiled);
  } catch {
    refused.push(COMPILED_FILE);
    return new Map();
  }
}
