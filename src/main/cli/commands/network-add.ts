import { isCurrencyCode } from '#shared/domain/money.ts';
import { networkAddress } from '#shared/domain/network-address.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';

/**
 * `network add invoca`: connects an account for use without a keyring. Only the name of the variable that holds
 * the token is stored, so the same call works on any machine that sets it.
 */
export const networkAddCommand: Command = {
  name: 'network add invoca',
  usage:
    'network add invoca --name N --base-url URL --network-id ID --token-env VAR [--user network|advertiser|affiliate] [--currency USD]',
  async run(words, context) {
    const options = readWords(words, {
      name: 'text',
      'base-url': 'text',
      'network-id': 'text',
      'token-env': 'text',
      user: 'text',
      currency: 'text',
    });
    const name = options.required('name').trim();
    const organisationId = options.required('network-id').trim();
    const variable = options.required('token-env');
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      throw new UsageError(
        `--token-env takes the name of a variable, not a token; “${variable.slice(0, 4)}…” is not a name.`,
      );
    }
    const user = options.text('user') ?? 'network';
    if (user !== 'network' && user !== 'advertiser' && user !== 'affiliate') {
      throw new UsageError(`--user is network, advertiser or affiliate; “${user}” is none of them.`);
    }
    const currency = options.text('currency') ?? 'USD';
    if (!isCurrencyCode(currency))
      throw new UsageError(`--currency takes a code such as USD; “${currency}” is not one.`);
    const address = networkAddress(options.required('base-url'));
    if (!address.ok) throw new UsageError(`--base-url: ${address.message}`);
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(organisationId)) {
      throw new UsageError(
        `--network-id takes the id of the account at Invoca; “${organisationId}” cannot be one.`,
      );
    }
    const record = await withStore(context, (store) =>
      store.write.addNetwork({
        network: {
          kind: 'invoca',
          name,
          baseUrl: address.baseUrl,
          organisationId,
          user,
          currency,
          versions: DEFAULT_INVOCA_VERSIONS,
          token: { keeping: 'environment', variable },
          practice: false,
        },
        now: context.now(),
      }),
    );
    return {
      data: { id: record.id, name: record.name, base_url: record.baseUrl, network_id: record.organisationId },
      text: `Added the network “${record.name}” (${record.baseUrl}); its token is read from ${variable}.`,
    };
  },
};
