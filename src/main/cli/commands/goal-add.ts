import { goalDraft } from '#shared/ipc/goals.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { goalRecord } from '../record-view.ts';
import { moneyOption, networkNamed, offerNamed } from '../record-words.ts';
import { withStore } from '../with-store.ts';

const PROTOCOLS: Readonly<Record<string, 'iframe' | 'image' | 'server'>> = {
  iframe: 'iframe',
  'iframe-pixel': 'iframe',
  image: 'image',
  'image-pixel': 'image',
  server: 'server',
  postback: 'server',
  'server-postback': 'server',
};

/** `goal add`: a further goal of an offer, such as a lead form, with its own payout and revenue, which may be zero. */
export const goalAddCommand: Command = {
  name: 'goal add',
  usage:
    'goal add --offer ID --name N [--protocol iframe|image|server] [--payout 0] [--revenue 0] [--id GOAL_ID] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, {
      offer: 'text',
      name: 'text',
      protocol: 'text',
      payout: 'text',
      revenue: 'text',
      id: 'text',
      network: 'text',
    });
    const [offerId, name] = [options.required('offer'), options.required('name')];
    const protocol = protocolOf(options.text('protocol') ?? 'iframe');
    return withStore(context, async (store) => {
      const networkId = await networkNamed(store, options.text('network'));
      const offer = await offerNamed(store, offerId, networkId);
      const amount = (option: 'payout' | 'revenue'): number =>
        moneyOption(option, options.text(option) ?? '0', offer.row.currency);
      const read = goalDraft.safeParse({
        id: null,
        offer: offer.row.id,
        goalId: options.text('id') ?? '',
        name,
        protocol,
        payout: amount('payout'),
        revenue: amount('revenue'),
        status: 'active',
      });
      if (!read.success) throw new UsageError(read.error.issues.map(({ message }) => message).join(' '));
      const goal = await store.write.saveGoal({ draft: read.data, now: context.now() });
      return {
        data: goalRecord(goal, offerId),
        text: `Added goal ${goal.goalId} “${goal.name}” to offer ${offerId}.`,
      };
    });
  },
};

function protocolOf(text: string): 'iframe' | 'image' | 'server' {
  const word = text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');
  const found = Object.hasOwn(PROTOCOLS, word) ? PROTOCOLS[word] : undefined;
  if (found) return found;
  if (word === 'pay-per-call') {
    throw new UsageError(
      'Only the default goal is pay-per-call, and it always is. --protocol takes iframe, image or server.',
    );
  }
  throw new UsageError(`--protocol takes iframe, image or server; “${text}” is none of these.`);
}
