import { environmentOffScreen } from './lib/app-environment.mjs';
import { handOver } from './lib/command.mjs';
import { checkToolNode } from './lib/node-version.mjs';
import { prepare } from './lib/prepare.mjs';
import { inProject, projectRoot, toolNode } from './lib/project.mjs';
import { runScript } from './lib/setup-error.mjs';

/** `npm run pictures`: takes the pictures of the README and the user guide anew, from the running app. */
await runScript(async () => {
  await prepare({ electron: true, build: true });
  checkToolNode();
  const env = await environmentOffScreen();
  return handOver(toolNode(), [inProject('test', 'pictures', 'run.ts')], { cwd: projectRoot, env });
});
