import { DeskError } from '#shared/ipc/errors.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';

/** `links follow`: where a link really leads from this machine, and what of its click is lost on the way. */
export const linksFollowCommand: Command = {
  name: 'links follow',
  usage: 'links follow URL [--click-host HOST]',
  async run(words, context) {
    const options = readWords(words, { 'click-host': 'text' }, 1);
    const [link] = options.positionals;
    if (link === undefined) throw new UsageError('Give the link to follow.');
    if (!URL.canParse(link)) throw new DeskError('invalid_input', `“${link}” is not a web address.`);
    const clickHost = options.text('click-host');
    const [{ followLink }, { isOnThisMachine }, { createPostbackTransport }] = await Promise.all([
      import('#main/engine/links/follow-link.ts'),
      import('#main/engine/links/link-origin.ts'),
      import('#main/networks/http/postback-transport.ts'),
    ]);
    const transport = createPostbackTransport();
    try {
      const followed = await followLink(link, {
        transport: transport.send,
        allowLocal: isOnThisMachine(link),
        ...(clickHost === undefined ? {} : { clickHost }),
        signal: context.signal,
      });
      const { lost, changed, problem } = followed;
      const lines = followed.hops.map(({ url, status, ms }) => `${status ?? '---'} ${ms} ms  ${url}`);
      if (problem !== null) lines.push(`The chain ends: ${problem}.`);
      if (followed.clickHop === null) lines.push('No address of the chain carries the click.');
      if (lost.length > 0) lines.push(`Lost on the way: ${lost.join(', ')}.`);
      for (const { name, expected, got } of changed)
        lines.push(`${name} became “${got}” instead of “${expected}”.`);
      return { data: followed, text: lines.join('\n') };
    } finally {
      await transport.close();
    }
  },
};
