import { environmentWithDisplay } from './lib/app-environment.mjs';
import { handOver } from './lib/command.mjs';
import { prepare } from './lib/prepare.mjs';
import { projectRoot } from './lib/project.mjs';
import { readRuntime } from './lib/runtime.mjs';
import { runScript } from './lib/setup-error.mjs';

/** `npm start`: prepares what is missing and opens the app. Arguments after `--` go to the app. */
await runScript(async () => {
  await prepare({ electron: true, build: true });
  const { executable, args } = readRuntime();
  const env = await environmentWithDisplay();
  return handOver(executable, [...args, projectRoot, ...process.argv.slice(2)], { env });
});
