import { READY_RULES } from '#shared/domain/acceptance-rule.ts';
import { LIMIT_BOUNDS } from '#shared/domain/receiver-limits.ts';
import { secretFault } from '#shared/domain/signing-secret.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';
import { instantOption, readWords, UsageError } from '../command.ts';
import type { Command, Words } from '../command.ts';
import { withStore } from '../with-store.ts';

/**
 * `receiver set`: limits, rule and signing of one receiver. What is not given stays. A secret is never typed here: a variable
 * of the environment is named, and its value is looked up whenever a request is signed.
 */
export const receiverSetCommand: Command = {
  name: 'receiver set',
  usage: `receiver set HOST [--per-second N] [--at-once N] [--timeout SECONDS] [--accept ${READY_RULES.join('|')}] [--secret-env VAR [--old-secret-ends ISO]] [--unsigned]`,
  async run(words, context) {
    const kinds = {
      'per-second': 'text',
      'at-once': 'text',
      timeout: 'text',
      accept: 'text',
      'secret-env': 'text',
      'old-secret-ends': 'text',
      unsigned: 'flag',
    } as const;
    const options = readWords(words, kinds, 1);
    const [receiver] = options.positionals;
    if (receiver === undefined) throw new UsageError('Name the receiver: the host postbacks go to.');
    const variable = options.text('secret-env');
    const ends = options.text('old-secret-ends');
    const oldEndsAt = ends === undefined ? null : instantOption('old-secret-ends', ends);
    if (variable !== undefined) checkSecret(variable, context.environment[variable]);
    const now = context.now();
    const after = await withStore(context, async ({ read, write }) => {
      const found = async () => (await read.receivers()).find((one) => one.receiver === receiver);
      const before = await found();
      if (!before) {
        const message = `No template posts to ${receiver}; add one first.`;
        throw new DeskError('not_found', message);
      }
      const settings = changed(before.settings, options, variable !== undefined);
      if (variable !== undefined) {
        const token = { keeping: 'environment', variable } as const;
        await write.addReceiverSecret({ receiver, token, oldEndsAt, now });
      }
      await write.configureReceiver({ receiver, settings, now });
      return (await found()) ?? before;
    });
    const { limits, acceptance, signing } = after.settings;
    const valid = after.secrets.filter(({ endsAt }) => endsAt === null || endsAt > now).length;
    return {
      data: {
        receiver,
        per_second: limits.perSecond,
        at_once: limits.atOnce,
        timeout_seconds: limits.timeoutMs === null ? null : limits.timeoutMs / 1000,
        accept: acceptance.rule,
        signed: signing.on,
        secrets: valid,
      },
      text: [
        `${receiver}: ${limits.perSecond} a second, ${limits.atOnce} at once, accepted by the rule “${acceptance.rule}”.`,
        signing.on
          ? `Requests are signed with ${valid} secret${valid === 1 ? '' : 's'}.`
          : 'Requests are not signed.',
      ].join('\n'),
    };
  },
};

function changed(before: ReceiverSettings, options: Words, signed: boolean): ReceiverSettings {
  const { limits, signing } = before;
  const accept = options.text('accept');
  const rule = READY_RULES.find((one) => one === accept);
  if (accept !== undefined && rule === undefined)
    throw new UsageError(`--accept is one of ${READY_RULES.join(', ')}; “${accept}” is none of them.`);
  const timeout = numberOption(options, 'timeout', LIMIT_BOUNDS.timeoutMs, 1000);
  return {
    limits: {
      perSecond: numberOption(options, 'per-second', LIMIT_BOUNDS.perSecond, 1) ?? limits.perSecond,
      atOnce: wholeOption(options, 'at-once') ?? limits.atOnce,
      timeoutMs: timeout ?? limits.timeoutMs,
    },
    acceptance: rule === undefined ? before.acceptance : { rule },
    signing: { ...signing, on: signed || (signing.on && !options.flag('unsigned')) },
  };
}

function wholeOption(options: Words, name: 'at-once'): number | null {
  const value = numberOption(options, name, LIMIT_BOUNDS.atOnce, 1);
  if (value !== null && !Number.isInteger(value)) throw new UsageError(`--${name} takes a whole number.`);
  return value;
}

/** An option's number, multiplied by `unit`; null when it is not given. */
function numberOption(
  options: Words,
  name: string,
  bounds: { readonly least: number; readonly most: number },
  unit: number,
): number | null {
  const text = options.text(name);
  if (text === undefined) return null;
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) * unit : Number.NaN;
  if (value >= bounds.least && value <= bounds.most) return value;
  throw new UsageError(
    `--${name} takes a number from ${bounds.least / unit} to ${bounds.most / unit}; “${text}” is not one.`,
  );
}

function checkSecret(variable: string, secret: string | undefined): void {
  if (!secret) throw new DeskError('unauthorised', `The variable ${variable} is not set.`);
  const fault = secretFault(secret);
  if (fault !== null) throw new DeskError('invalid_input', `${variable}: ${fault}`, { field: 'secret' });
}
