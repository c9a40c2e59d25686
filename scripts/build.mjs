import { prepare } from './lib/prepare.mjs';
import { runScript } from './lib/setup-error.mjs';

await runScript(() => prepare({ electron: true, build: true }));
