import { SPC_NAMESPACE, spcEndpoint, spcNamespaceFault } from '#shared/domain/spc-endpoint.ts';
import { codeViolations } from '#shared/domain/session-limits.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { withStore } from '../with-store.ts';

/**
 * `network add spc`: connects an SPC account for use without a keyring. Only the name of the variable that holds the
 * API key is stored, so the same call works on any machine that sets it.
 */
export const networkAddSpcCommand: Command = {
  name: 'network add spc',
  usage:
    'network add spc --name N --endpoint URL --user U --key-env VAR --customer C [--extensions] [--basic] [--namespace URI]',
  async run(words, context) {
    const options = readWords(words, {
      name: 'text',
      endpoint: 'text',
      user: 'text',
      'key-env': 'text',
      customer: 'text',
      extensions: 'flag',
      basic: 'flag',
      namespace: 'text',
    });
    const name = options.required('name').trim();
    const endpoint = spcEndpoint(options.required('endpoint'));
    if (!endpoint.ok) throw new UsageError(`--endpoint: ${endpoint.message}`);
    const apiUser = options.required('user').trim();
    const variable = options.required('key-env');
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(variable)) {
      throw new UsageError(
        `--key-env takes the name of a variable, not a key; “${variable.slice(0, 4)}…” is not a name.`,
      );
    }
    const customerId = options.text('customer')?.trim() ?? '';
    const [fault] = customerId === '' ? [] : codeViolations('customerId', 'The customer', customerId);
    if (fault) throw new UsageError(`--customer: ${fault.message}`);
    const namespace = options.text('namespace') ?? SPC_NAMESPACE;
    const namespaceFault = spcNamespaceFault(namespace);
    if (namespaceFault !== null) throw new UsageError(`--namespace: ${namespaceFault}`);
    const account = await withStore(context, (store) =>
      store.write.addSpcNetwork({
        network: {
          kind: 'spc',
          name,
          endpoint: endpoint.url,
          apiUser,
          customerId,
          namespace,
          authentication: options.flag('basic') ? 'basic' : 'username_token',
          extensions: options.flag('extensions'),
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
        endpoint: account.endpoint,
        user: account.apiUser,
        customer: account.customerId,
        extensions: account.extensions,
      },
      text: `Added the SPC account “${account.name}” (${account.endpoint}); its key is read from ${variable}.`,
    };
  },
};
