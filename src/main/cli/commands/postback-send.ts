import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { VERSION } from '../version.ts';
import { environmentTokens } from '../environment-tokens.ts';
import { terminalLog } from '../terminal-log.ts';
import { withStore } from '../with-store.ts';

/** `postback send --once`: one attempt at every delivery that is due, counted by verdict. */
export const postbackSendCommand: Command = {
  name: 'postback send',
  usage: 'postback send --once [--allow-local]',
  async run(words, context) {
    const options = readWords(words, { once: 'flag', 'allow-local': 'flag' });
    if (!options.flag('once')) {
      throw new UsageError('The command line sends once: add --once. The app goes on by itself.');
    }
    const [{ sendOnce }, { createPostbackTransport }] = await Promise.all([
      import('#main/engine/postbacks/send-once.ts'),
      import('#main/networks/http/postback-transport.ts'),
    ]);
    const transport = createPostbackTransport();
    try {
      const counts = await withStore(context, (store) =>
        sendOnce({
          store,
          transport: transport.send,
          clock: context.now,
          random: context.random,
          log: terminalLog(context),
          signal: context.signal,
          allowLocal: options.flag('allow-local'),
          version: VERSION,
          secrets: environmentTokens(context.environment),
        }),
      );
      return {
        data: counts,
        text: `${counts.accepted} accepted, ${counts.refused} refused, ${counts.not_delivered} not delivered; ${counts.waiting} wait.`,
      };
    } finally {
      await transport.close();
    }
  },
};
