import { join } from 'node:path';
import log from 'electron-log/node';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { redacted, redactedError } from './redaction.ts';

const LARGEST_FILE = 2 * 1024 * 1024;

/**
 * The app's log: `switchboard.log` in the folder, turned over at 2 MB with one older file kept. Every line is
 * redacted before it is written, whoever wrote it.
 * @param alsoOnTerminal for development
 */
export function openDeskLog(folder: string, alsoOnTerminal: boolean): EngineLog {
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
  return {
    info: (message) => logger.info(redacted(message)),
    warn: (message) => logger.warn(redacted(message)),
    error: (message, cause) =>
      logger.error(cause === undefined ? redacted(message) : `${redacted(message)}\n${redactedError(cause)}`),
  };
}
