import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import type { CommandContext } from './command.ts';

/** The engine's log on a terminal: what went wrong goes to the error stream, the rest is not worth a line there. */
export function terminalLog(context: Pick<CommandContext, 'warn'>): EngineLog {
  return {
    info: () => undefined,
    warn: (message) => context.warn(`${message}\n`),
    error: (message) => context.warn(`${message}\n`),
  };
}
