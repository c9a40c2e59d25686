import { environmentWithDisplay } from './lib/app-environment.mjs';
import { forgetBuild } from './lib/build-output.mjs';
import { handOver } from './lib/command.mjs';
import { prepare } from './lib/prepare.mjs';
import { projectRoot, toolNode, toolScript } from './lib/project.mjs';
import { readRuntime } from './lib/runtime.mjs';
import { runScript } from './lib/setup-error.mjs';

/** `npm run dev`: the app with hot reload. Arguments after `--` go to the app. */
await runScript(async () => {
  await prepare({ electron: true });
  await forgetBuild();
  const env = await environmentWithDisplay();
  const program = await toolScript('electron-vite');
  const noSandbox = readRuntime().args.includes('--no-sandbox') ? ['--noSandbox'] : [];
  return handOver(toolNode(), [program, 'dev', ...noSandbox, '--', ...process.argv.slice(2)], {
    cwd: projectRoot,
    env,
  });
});
