import { handOver } from './lib/command.mjs';
import { checkToolNode } from './lib/node-version.mjs';
import { prepare } from './lib/prepare.mjs';
import { inProject, projectRoot, toolNode } from './lib/project.mjs';
import { runScript } from './lib/setup-error.mjs';

/** `npm run soak`: 30 days of deliveries in simulated time. Arguments after `--` go to the soak. */
await runScript(async () => {
  await prepare({ electron: false, build: false });
  checkToolNode();
  const args = [inProject('test', 'soak', 'run.ts'), ...process.argv.slice(2)];
  return handOver(toolNode(), args, { cwd: projectRoot, env: process.env });
});
