import { nanpDisplay } from '#shared/domain/phone.ts';
import type { NumberRow, NumberState } from '#shared/ipc/numbers.ts';
import { numberState } from '#shared/ipc/numbers.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

const ROWS_A_READ = 200;

/** `numbers list`: the promo numbers the desk knows, newest first; what the network lists comes with `sync`. */
export const numbersListCommand: Command = {
  name: 'numbers list',
  usage: 'numbers list [--campaign C] [--partner P] [--state requested|active|failed|removed]',
  async run(words, context) {
    const options = readWords(words, { campaign: 'text', partner: 'text', state: 'text' });
    const [campaign, partner, state] = ['campaign', 'partner', 'state'].map((name) => options.text(name));
    const filter = {
      ...(campaign === undefined ? {} : { offerIds: [campaign] }),
      ...(partner === undefined ? {} : { partnerIds: [partner] }),
      ...(state === undefined ? {} : { states: [stateWord(state)] }),
    };
    const rows = await withStore(
      context,
      async (store) => {
        const found: NumberRow[] = [];
        for (;;) {
          const page = await store.read.numberPage({
            filter,
            index: found.length,
            limit: ROWS_A_READ,
            now: context.now(),
          });
          if (page.rows.length === 0) return found;
          found.push(...page.rows);
        }
      },
      { readOnly: true },
    );
    return {
      data: rows.map(toldOf),
      text:
        rows.length === 0
          ? 'The desk knows no such number.'
          : rows
              .map(
                ({ number, idFromNetwork, state: is, description }) =>
                  `${number === '' ? '(not yet)' : nanpDisplay(number)}  ${is}  ${idFromNetwork}  ${description}`,
              )
              .join('\n'),
    };
  },
};

function toldOf(row: NumberRow) {
  return {
    number: row.number,
    id: row.invocaId,
    id_from_network: row.idFromNetwork,
    state: row.state,
    campaign: row.offerId,
    partner: row.partnerId,
    description: row.description,
    media_type: row.mediaType,
    custom_data: row.customData,
    tracking_link: row.baseLink,
    reason: row.reason,
  };
}

function stateWord(word: string): NumberState {
  const state = numberState.safeParse(word);
  if (state.success) return state.data;
  throw new UsageError(`--state is requested, active, failed or removed; “${word}” is none of them.`);
}
