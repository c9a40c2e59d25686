import { runCommandLine } from './run.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

const done = runCommandLine(process.argv.slice(2), {
  environment: process.env,
  platform: process.platform,
  now: Date.now,
  random: Math.random,
  write: (text) => process.stdout.write(text),
  warn: (text) => process.stderr.write(text),
  signal: stop.signal,
});
void done.then((code) => {
  process.exitCode = code;
});
