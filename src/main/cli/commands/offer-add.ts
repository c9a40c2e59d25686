import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { offerDraft, offerStatus } from '#shared/ipc/offers.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { offerRecord } from '../record-view.ts';
import { currencyOption, moneyOption, networkNamed, subIdOption, wordOption } from '../record-words.ts';
import { withStore } from '../with-store.ts';

/** `offer add`: an offer with pay-per-call, beside those the accounts list. */
export const offerAddCommand: Command = {
  name: 'offer add',
  usage:
    'offer add --name N [--id ID] [--payout 21.00] [--revenue 25.00] [--currency USD] [--campaign INVOCA_ID] [--status active|paused|ended] [--goal-name N] [--require aff_sub2]… [--host HOST] [--ref ID] [--note T] [--no-pay-per-call] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, {
      name: 'text',
      id: 'text',
      payout: 'text',
      revenue: 'text',
      currency: 'text',
      campaign: 'text',
      status: 'text',
      'goal-name': 'text',
      require: 'texts',
      host: 'text',
      ref: 'text',
      note: 'text',
      'no-pay-per-call': 'flag',
      network: 'text',
    });
    const name = options.required('name');
    const [status, currencyGiven] = [options.text('status'), options.text('currency')];
    return withStore(context, async (store) => {
      const networkId = await networkNamed(store, options.text('network'));
      const currency =
        currencyGiven === undefined
          ? await usualCurrency(store, networkId)
          : currencyOption('currency', currencyGiven);
      const amount = (option: 'payout' | 'revenue'): number | null => {
        const text = options.text(option);
        return text === undefined ? null : moneyOption(option, text, currency);
      };
      const read = offerDraft.safeParse({
        id: null,
        networkId,
        offerId: options.text('id') ?? '',
        name,
        status: status === undefined ? null : wordOption('status', status, offerStatus.options),
        payPerCall: !options.flag('no-pay-per-call'),
        campaignId: await campaignNamed(store, options.text('campaign'), networkId),
        payout: amount('payout'),
        revenue: amount('revenue'),
        currency,
        goalName: options.text('goal-name') ?? '',
        subIdRules: options.texts('require').map((text) => ({
          name: subIdOption('require', text),
          use: 'required' as const,
          value: '',
        })),
        trackingOrigin: options.text('host') ?? '',
        refId: options.text('ref') ?? '',
        note: options.text('note') ?? '',
      });
      if (!read.success) throw new UsageError(read.error.issues.map(({ message }) => message).join(' '));
      const { id } = await store.write.saveOffer({ draft: read.data, by: 'desk', now: context.now() });
      const offer = await store.read.offerDetail({ id });
      return {
        data: offerRecord(offer.row),
        text: `Added offer ${offer.row.offerId} “${offer.row.name}”.`,
      };
    });
  },
};

async function usualCurrency(store: DeskStore, networkId: number | null): Promise<string> {
  const networks = await store.read.networks();
  return (networks.find(({ id }) => id === networkId) ?? networks[0])?.currency ?? 'USD';
}

async function campaignNamed(
  store: DeskStore,
  id: string | undefined,
  networkId: number | null,
): Promise<number | null> {
  if (id === undefined) return null;
  const all = await store.read.campaignChoices({});
  const found = all.filter(
    (one) =>
      (one.invocaId === id || one.offerId === id) && (networkId === null || one.networkId === networkId),
  );
  const [only, another] = found;
  if (!only) {
    const message = `No Invoca account lists a campaign with the id “${id}”. Campaigns come with sync.`;
    throw new DeskError('not_found', message);
  }
  if (another) throw new DeskError('conflict', `Several accounts have a campaign “${id}”. Give --network.`);
  return only.id;
}
