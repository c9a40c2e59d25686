import { isCurrencyCode } from '#shared/domain/money.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

/**
 * `network add tune`: connects a TUNE network for use without a keyring. Only the name of the variable that holds the
 * API key is stored. Without a time zone the network is asked for its own when it is read.
 */
export const networkAddTuneCommand: Command = {
  name: 'network add tune',
  usage:
    'network add tune --name N --base-url URL --network-id ID --token-env VAR [--time-zone ZONE] [--currency USD]',
  async run(words, context) {
    const options = readWords(words, {
      name: 'text',
      'base-url': 'text',
      'network-id': 'text',
      'token-env': 'text',
      'time-zone': 'text',
      currency: 'text',
    });
    const name = options.required('name').trim();
    const networkId = options.required('network-id').trim();
    if (!/^[A-Za-z0-9_-]{1,63}$/.test(networkId)) {
      throw new UsageError(
        `--network-id takes the id at TUNE, the beginning of its host names; “${networkId}” cannot be one.`,
      );
    }
    const variable = options.required('token-env');
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      throw new UsageError(
        `--token-env takes the name of a variable, not a key; “${variable.slice(0, 4)}…” is not a name.`,
      );
    }
    const address = networkAddress(options.required('base-url'));
    if (!address.ok) throw new UsageError(`--base-url: ${address.message}`);
    const timeZone = options.text('time-zone') ?? null;
    if (timeZone !== null && !isTimeZone(timeZone)) {
      throw new UsageError(
        `--time-zone takes a zone such as America/New_York; “${timeZone}” is not known here.`,
      );
    }
    const currency = options.text('currency') ?? 'USD';
    if (!isCurrencyCode(currency))
      throw new UsageError(`--currency takes a code such as USD; “${currency}” is not one.`);
    const account = await withStore(context, (store) =>
      store.write.addTuneAccount({
        account: {
          name,
          baseUrl: address.baseUrl,
          networkId,
          timeZone,
          currency,
          token: { keeping: 'environment', variable },
          practice: false,
        },
        now: context.now(),
      }),
    );
    return {
      data: {
        id: account.id,
        name: account.name,
        base_url: account.baseUrl,
        network_id: account.networkId,
        time_zone: account.timeZone,
        currency: account.currency,
      },
      text: `Added the TUNE network “${account.name}” (${account.baseUrl}); its API key is read from ${variable}.`,
    };
  },
};
