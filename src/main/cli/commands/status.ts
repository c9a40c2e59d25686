import { statusOfResult } from '#shared/domain/status.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';

/** `status <raw value>`: what a call result means, by the map both seed documents describe. */
export const statusCommand: Command = {
  name: 'status',
  usage: 'status <raw value>',
  run(words) {
    const raw = readWords(words, {}, 1).positionals[0];
    if (raw === undefined) throw new UsageError('Give the result value to look up.');
    const found = statusOfResult(raw);
    const text = found.known ? found.status : `${found.status} (unknown result value “${raw}”)`;
    return Promise.resolve({ data: found, text });
  },
};
