import { checkTemplate } from '#shared/domain/macros.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { DELIVERY_EVENTS } from '#shared/domain/delivery-event.ts';
import type { DeliveryEvent } from '#shared/domain/delivery-event.ts';
import type { PostbackMethod } from '#shared/ipc/postbacks.ts';
import { instantOption, readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

/**
 * `postback add`: saves a partner's template. It speaks for calls that start from now on, or from `--since`,
 * in which case what it owes for conversions approved already is owed at once.
 */
export const postbackAddCommand: Command = {
  name: 'postback add',
  usage:
    'postback add --template URL [--partner ID] [--offer ID] [--since ISO] [--name N] [--method GET|POST] [--event NAME …] [--only-with-payout]',
  async run(words, context) {
    const options = readWords(words, {
      template: 'text',
      partner: 'text',
      offer: 'text',
      since: 'text',
      name: 'text',
      method: 'text',
      event: 'texts',
      'only-with-payout': 'flag',
    });
    const method = methodOf(options.text('method'));
    const events = options.texts('event').map(eventOf);
    const url = options.required('template');
    const since = options.text('since');
    const startsAt = since === undefined ? null : instantOption('since', since);
    const faults = checkTemplate(url);
    const refused = faults.find((fault) => fault.severity === 'refused');
    if (refused) {
      throw new DeskError('invalid_input', `The template was not saved: ${refused.message}`, {
        field: 'url',
        detail: `At character ${refused.start + 1}: ${url.slice(refused.start, refused.end)}`,
      });
    }
    const saved = await withStore(context, (store) =>
      store.write.saveTemplate({
        draft: {
          id: null,
          name: options.text('name') ?? '',
          url,
          scope: {
            networkId: null,
            partnerId: options.text('partner') ?? null,
            offerId: options.text('offer') ?? null,
          },
          startsAt,
          active: true,
          method,
          ...(events.length === 0 ? {} : { events }),
          onlyWithPayout: options.flag('only-with-payout'),
        },
        now: context.now(),
      }),
    );
    const warnings = faults.map((fault) => fault.message);
    return {
      data: {
        id: saved.id,
        receiver: saved.receiver,
        starts_at: new Date(saved.startsAt).toISOString(),
        owed: saved.owed,
        warnings,
      },
      text: [
        `Saved the template for ${saved.receiver}: it speaks for calls from ${new Date(saved.startsAt).toISOString()}.`,
        `${saved.owed} deliveries are owed now.`,
        ...warnings.map((warning) => `Warning: ${warning}`),
      ].join('\n'),
    };
  },
};

function methodOf(word: string | undefined): PostbackMethod {
  const method = word?.toUpperCase() ?? 'GET';
  if (method === 'GET' || method === 'POST') return method;
  throw new UsageError(`--method is GET or POST; “${word}” is neither.`);
}

function eventOf(word: string): DeliveryEvent {
  const event = DELIVERY_EVENTS.find((one) => one === word);
  if (event) return event;
  throw new UsageError(`--event is one of ${DELIVERY_EVENTS.join(', ')}; “${word}” is none of them.`);
}
