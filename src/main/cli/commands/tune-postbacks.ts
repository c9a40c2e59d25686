import type { TunePostbackView } from '#shared/ipc/tune.ts';
import { readWords } from '../command.ts';
import type { Command } from '../command.ts';
import { tuneAccountNamed } from '../tune-account-named.ts';
import { withStore } from '../with-store.ts';

/** `tune postbacks`: the postbacks of TUNE as last read, those first that tell partners whom the desk tells too. */
export const tunePostbacksCommand: Command = {
  name: 'tune postbacks',
  usage: 'tune postbacks [--told-twice] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, { 'told-twice': 'flag', network: 'text' });
    const found = await withStore(
      context,
      async (store) => {
        const account = tuneAccountNamed(await store.read.tuneAccounts(), options.text('network'));
        return store.read.tunePostbackList({ networkId: account.id });
      },
      { readOnly: true },
    );
    const shown = options.flag('told-twice') ? found.filter(({ toldBy }) => toldBy.length > 0) : found;
    return {
      data: shown.map(printed),
      text:
        shown.length === 0 ? 'There are none. They are read by “tune pull”.' : shown.map(lineOf).join('\n'),
    };
  },
};

/** `tune acknowledge`: lets TUNE and the desk both tell a partner, or takes that back. */
export const tuneAcknowledgeCommand: Command = {
  name: 'tune acknowledge',
  usage: 'tune acknowledge --postback ID [--withdraw] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, { postback: 'text', withdraw: 'flag', network: 'text' });
    const postbackId = options.required('postback');
    const acknowledged = !options.flag('withdraw');
    const [before, after] = await withStore(context, async (store) => {
      const { id: networkId } = tuneAccountNamed(await store.read.tuneAccounts(), options.text('network'));
      const held = async (): Promise<number> =>
        (await store.read.tuneStates()).find(({ account }) => account.id === networkId)?.held ?? 0;
      const then = await held();
      await store.write.acknowledgeTunePostback({ networkId, postbackId, acknowledged, now: context.now() });
      return [then, await held()];
    });
    const moved = acknowledged
      ? `${before - after} deliveries wait no longer.`
      : `${after - before} deliveries wait again.`;
    return {
      data: { postback_id: postbackId, acknowledged, held: after },
      text: `Postback ${postbackId} is ${acknowledged ? 'acknowledged' : 'to be settled again'}. ${moved}`,
    };
  },
};

function printed(postback: TunePostbackView) {
  return {
    postback_id: postback.postbackId,
    partner_id: postback.partnerId,
    offer_id: postback.offerId,
    goal_id: postback.goalId,
    type: postback.type,
    status: postback.status,
    code: postback.code,
    told_by: postback.toldBy.map(({ name, sameReceiver }) => ({
      template: name,
      same_receiver: sameReceiver,
    })),
    acknowledged: postback.acknowledgedAt !== null,
  };
}

function lineOf({
  postbackId,
  partnerId,
  offerId,
  status,
  type,
  code,
  toldBy,
  acknowledgedAt,
}: TunePostbackView): string {
  const twice =
    toldBy.length === 0 ? '' : acknowledgedAt === null ? '  told twice' : '  told twice, acknowledged';
  return `${postbackId}  partner ${partnerId}  offer ${offerId}  ${status} ${type}  ${code}${twice}`;
}
