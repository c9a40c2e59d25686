import { parseOrigin } from '#shared/domain/click-host.ts';
import { goalCode } from '#shared/domain/goal-code.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { GoalView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { goalRecord } from '../record-view.ts';
import { networkNamed, offerNamed } from '../record-words.ts';
import { withStore } from '../with-store.ts';

/** What stands for the tracking domain while nobody said which it is. */
const UNKNOWN_ORIGIN = 'https://NETWORK_ID.go2cloud.org';

/** `goal pixel`: the code that counts a goal, for a page or for a server. */
export const goalPixelCommand: Command = {
  name: 'goal pixel',
  usage: 'goal pixel --offer ID --goal ID|NAME [--host HOST] [--network NAME]',
  async run(words, context) {
    const options = readWords(words, { offer: 'text', goal: 'text', host: 'text', network: 'text' });
    const [offerId, goalName] = [options.required('offer'), options.required('goal')];
    const host = options.text('host');
    const given = host === undefined ? null : originOption(host);
    return withStore(
      context,
      async (store) => {
        const networkId = await networkNamed(store, options.text('network'));
        const offer = await offerNamed(store, offerId, networkId);
        const goal = goalNamed(offer, goalName);
        if (goal.protocol === 'pay_per_call') {
          const message = `“${goal.name}” is counted from the calls themselves and needs no code.`;
          return {
            data: { ...goalRecord(goal, offerId), url: null, code: null, warnings: [message] },
            text: message,
          };
        }
        const origin = given ?? (offer.trackingOrigin || UNKNOWN_ORIGIN);
        const warnings =
          origin === UNKNOWN_ORIGIN
            ? ['The tracking domain is not known. Put yours in its place, or give --host.']
            : [];
        for (const warning of warnings) context.warn(`${warning}\n`);
        const { url, code } = goalCode(
          { origin, offerId, goalId: goal.goalId, way: goal.protocol },
          goal.name,
        );
        return { data: { ...goalRecord(goal, offerId), url, code, warnings }, text: code };
      },
      { readOnly: true },
    );
  },
};

function goalNamed({ row, goals }: OfferDetail, name: string): GoalView {
  const byId = goals.find(({ goalId }) => goalId === name);
  if (byId) return byId;
  const [only, another] = goals.filter((goal) => goal.name.toLowerCase() === name.toLowerCase());
  if (another)
    throw new DeskError('conflict', `Offer ${row.offerId} has several goals “${name}”. Give the id.`);
  if (only) return only;
  throw new DeskError('not_found', `Offer ${row.offerId} has no goal “${name}”.`);
}

function originOption(host: string): string {
  const origin = parseOrigin(host.includes('://') ? host : `https://${host}`);
  if (origin === null)
    throw new UsageError(`--host takes a host such as leadtrust.go2cloud.org; “${host}” is not one.`);
  return new URL(origin).origin;
}
