import { prepare } from './lib/prepare.mjs';
import { runScript } from './lib/setup-error.mjs';

/** `npm run build`: prepares Electron and builds out/, if the sources are newer. */
await runScript(() => prepare({ electron: true, build: true }));
