import { setTimeout as realPause } from 'node:timers/promises';
import { readWords } from '../command.ts';
import type { Command } from '../command.ts';
import { VERSION } from '../version.ts';
import { withStore } from '../with-store.ts';

/** `links check`: follows every published link of the register again and keeps what it showed; exit code 1 for trouble. */
export const linksCheckCommand: Command = {
  name: 'links check',
  usage: 'links check [--partner P] [--offer O] [--number N]',
  async run(words, context) {
    const options = readWords(words, { partner: 'text', offer: 'text', number: 'text' });
    const one = (name: string): readonly string[] | undefined => {
      const text = options.text(name);
      return text === undefined ? undefined : [text];
    };
    const [partnerIds, offerIds, numbers] = [one('partner'), one('offer'), one('number')];
    const filter = {
      ...(partnerIds ? { partnerIds: [...partnerIds] } : {}),
      ...(offerIds ? { offerIds: [...offerIds] } : {}),
      ...(numbers ? { numbers: [...numbers] } : {}),
    };
    const [{ checkLinks }, { followSaved }, { createPostbackTransport }] = await Promise.all([
      import('#main/engine/links/check-links.ts'),
      import('#main/engine/links/follow-saved.ts'),
      import('#main/networks/http/postback-transport.ts'),
    ]);
    const transport = createPostbackTransport();
    try {
      const checked = await withStore(context, (store) =>
        checkLinks(filter, {
          store,
          follow: (link, signal) =>
            followSaved(link, { read: store.read, transport: transport.send, version: VERSION, signal }),
          pause: context.pause ?? ((ms, signal) => realPause(ms, undefined, { signal })),
          clock: context.now,
          signal: context.signal,
        }),
      );
      const bad = checked.filter(({ verdict }) => verdict !== 'whole');
      return {
        data: checked,
        text:
          checked.length === 0
            ? 'No such link is published.'
            : checked
                .map(
                  ({ verdict, reason, link, places }) =>
                    `${verdict}  ${places.join(', ')}  ${reason || link}`,
                )
                .join('\n'),
        exitCode: bad.length === 0 ? 0 : 1,
      };
    } finally {
      await transport.close();
    }
  },
};
