import { environmentOffScreen } from './lib/app-environment.mjs';
import { handOver } from './lib/command.mjs';
import { checkToolNode } from './lib/node-version.mjs';
import { prepare } from './lib/prepare.mjs';
import { inProject, projectRoot, toolNode } from './lib/project.mjs';
import { runScript } from './lib/setup-error.mjs';

/** `npm run bench`: measures the app beside its floors. Arguments after `--` go to the benchmark. */
await runScript(async () => {
  await prepare({ electron: true, build: true });
  checkToolNode();
  const env = await environmentOffScreen();
  const args = [inProject('test', 'bench', 'run.ts'), ...process.argv.slice(2)];
  return handOver(toolNode(), args, { cwd: projectRoot, env });
});
