import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { ListedDelivery } from '#main/engine/ports/postback-store.ts';
import { deliveryState } from '#shared/ipc/postbacks.ts';
import type { DeliveryFilter } from '#shared/ipc/postbacks.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

const ROWS_A_READ = 500;

/** `deliveries list`: every delivery with its verdict, when it was due, when it was sent, and why it waited; newest first. */
export const deliveriesListCommand: Command = {
  name: 'deliveries list',
  usage: `deliveries list [--receiver HOST] [--state ${deliveryState.options.join('|')}] [--invoca-id ID]`,
  async run(words, context) {
    const options = readWords(words, { receiver: 'text', state: 'text', 'invoca-id': 'text' });
    const invocaId = options.text('invoca-id');
    const filter = filterOf(options.text('receiver'), options.text('state'));
    const rows = await withStore(
      context,
      async (store) => {
        if (invocaId === undefined) return allOf(store, filter);
        const calls = await store.read.conversionsOfCall({ invocaId });
        const found = await Promise.all(calls.map(({ id }) => allOf(store, { ...filter, conversionId: id })));
        return found.flat();
      },
      { readOnly: true },
    );
    const listed = rows.map(toldOf);
    return {
      data: listed,
      text:
        listed.length === 0
          ? 'No delivery is owed.'
          : listed
              .map(({ delivery_id, invoca_id, receiver, verdict, sent_at, waited_for }) => {
                const sent = sent_at === null ? 'not sent' : `${verdict ?? ''} ${sent_at}`;
                return `${delivery_id}  ${invoca_id}  ${receiver}  ${sent}${waited_for === null ? '' : `  waited: ${waited_for}`}`;
              })
              .join('\n'),
    };
  },
};

async function allOf(store: DeskStore, filter: DeliveryFilter): Promise<ListedDelivery[]> {
  const found: ListedDelivery[] = [];
  for (;;) {
    const before = found.at(-1)?.deliveryId ?? null;
    const page = await store.read.deliveryListing({ filter, before, limit: ROWS_A_READ });
    if (page.length === 0) return found;
    found.push(...page);
  }
}

function toldOf(row: ListedDelivery) {
  return {
    delivery_id: row.deliveryId,
    invoca_id: row.invocaId,
    receiver: row.receiver,
    verdict: row.verdict,
    attempts: row.attempts,
    due_at: instantText(row.dueAt),
    sent_at: instantText(row.sentAt),
    waited_for: row.waitedFor,
  };
}

function instantText(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function filterOf(receiver: string | undefined, state: string | undefined): DeliveryFilter {
  const known = state === undefined ? null : deliveryState.safeParse(state);
  if (known?.success === false)
    throw new UsageError(
      `--state is one of ${deliveryState.options.join(', ')}; “${state}” is none of them.`,
    );
  return {
    ...(receiver === undefined ? {} : { receiver }),
    ...(known === null ? {} : { states: [known.data] }),
  };
}
