import { join } from 'node:path';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { redacted, redactedError } from './redaction.ts';

const LARGEST_FILE = 2 * 1024 * 1024;

type Level = 'info' | 'warn' | 'error';

/**
 * The app's log: `switchboard.log` in the folder, turned over at 2 MB with one older file kept. Every line is
 * redacted before it is written, whoever wrote it. electron-log is loaded with the first error, and for other lines
 * once the start is over: it weighs as much as half of it.
 * @param alsoOnTerminal for development
 */
export function openDeskLog(folder: string, alsoOnTerminal: boolean, started: Promise<void>): EngineLog {
  let logger: Promise<Record<Level, (text: string) => void>> | null = null;
  const line = (level: Level, text: string): void => {
    const ready = level === 'error' ? Promise.resolve() : started;
    const opened = ready.then(() => (logger ??= openLogger(folder, alsoOnTerminal)));
    opened.then(
      (open) => open[level](text),
      (failed: unknown) => process.stderr.write(`${text}\n(not in the log: ${String(failed)})\n`),
    );
  };
  return {
    info: (message) => line('info', redacted(message)),
    warn: (message) => line('warn', redacted(message)),
    error: (message, cause) =>
      line(
        'error',
        cause === undefined ? redacted(message) : `${redacted(message)}\n${redactedError(cause)}`,
      ),
  };
}

async function openLogger(
  folder: string,
  alsoOnTerminal: boolean,
): Promise<Record<Level, (text: string) => void>> {
  const { default: log } = await import('electron-log/node');
  const logger = log.create({ logId: 'switchboard' });
  const { file, console: terminal } = logger.transports;
  if (file) {
    file.resolvePathFn = () => join(folder, 'switchboard.log');
    file.maxSize = LARGEST_FILE;
    file.sync = false;
    file.level = 'info';
    file.format = '[{y}-{m}-{d} {h}:{i}:{s}.{ms}] [{level}] {text}';
  }
  terminal.level = alsoOnTerminal ? 'info' : false;
  return logger;
}
