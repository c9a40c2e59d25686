import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { LONGEST_POST } from '#shared/domain/post-length.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { SendListDraft } from '#shared/ipc/send-lists.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import { readWords, UsageError, wholeNumberOption } from '../command.ts';
import type { Command, Words } from '../command.ts';
import { withJobs } from '../with-jobs.ts';

const DAY_MINUTES = 24 * 60;

/**
 * `sendlist run`: a message with a number of its own for every recipient of a file, as far as the pool goes now. The list
 * is known by its name and campaign, so that the same call again goes on where the last one stopped.
 */
export const sendlistRunCommand: Command = {
  name: 'sendlist run',
  usage:
    'sendlist run --campaign C --recipients FILE.csv --copies FILE.json --out FILE.csv [--list NAME] [--network NAME] [--ttl S] [--split fixed|weighted] [--least-left MINUTES] [--zone ZONE] [--renew-late]',
  async run(words, context) {
    const options = readWords(words, {
      campaign: 'text',
      recipients: 'text',
      copies: 'text',
      out: 'text',
      list: 'text',
      network: 'text',
      ttl: 'text',
      split: 'text',
      'least-left': 'text',
      zone: 'text',
      'renew-late': 'flag',
    });
    const recipientsFile = options.required('recipients');
    const out = options.required('out');
    const campaignId = options.required('campaign').trim();
    const set = settingsOf(options);
    const [{ readCopies, readRecipients, runSendList }, copiesText] = await Promise.all([
      import('#main/engine/messages/send-list-run.ts'),
      textOf(options.required('copies'), 'copies'),
    ]);
    const rows = await readRecipients(await textOf(recipientsFile, 'recipients'));
    const copies = readCopies(copiesText);
    const format = extname(out).toLowerCase() === '.xlsx' ? 'xlsx' : 'csv';

    const report = await withJobs(context, async ({ store, run }) => {
      const network = await spcAccount(store, options.text('network'));
      const name = options.text('list') ?? basename(recipientsFile, extname(recipientsFile));
      const draft: SendListDraft = {
        name: name.trim().slice(0, 80),
        networkId: network.id,
        campaignId,
        copies: copies.map((copy) => ({ ...copy })),
        ...set,
      };
      return runSendList({
        store,
        draft,
        rows,
        renewLate: options.flag('renew-late'),
        runJobs: run,
        file: out,
        format,
        clock: context.now,
        signal: context.signal,
      });
    });
    const { counts, wait, tooLong } = report;
    const data = {
      recipients: counts.all,
      numbers: counts.numbered,
      updated: counts.ready + counts.late + counts.handed,
      waiting: counts.waiting + counts.asked,
      failed: counts.failed,
      late: counts.late,
      excluded: report.excluded,
      written: report.written,
      waits_for: wait,
    };
    return {
      data,
      text: [
        `${data.recipients} recipients, ${data.excluded} rows left out.`,
        `${data.numbers} numbers, ${data.updated} with Twitter id and ad copy stored; ${data.waiting} messages wait, ${data.failed} failed.`,
        `Wrote ${report.written} messages to ${out}.`,
        ...(data.late > 0
          ? [`${data.late} numbers have too little time left; --renew-late asks for new ones.`]
          : []),
        ...(tooLong > 0 ? [`${tooLong} messages are longer than ${LONGEST_POST} characters.`] : []),
        ...(wait === null
          ? []
          : [
              `Waiting: ${wait.reason}${wait.until === null ? '' : ` Until ${new Date(wait.until).toISOString()}.`}`,
            ]),
      ].join('\n'),
    };
  },
};

function settingsOf(
  options: Words,
): Pick<SendListDraft, 'ttlSeconds' | 'split' | 'leastLeftSeconds' | 'zone'> {
  const ttl = options.text('ttl');
  const leastLeft = options.text('least-left');
  const split = options.text('split') ?? 'fixed';
  if (split !== 'fixed' && split !== 'weighted')
    throw new UsageError(`--split is fixed or weighted; “${split}” is neither.`);
  const zone = options.text('zone') ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!isTimeZone(zone))
    throw new UsageError(`--zone takes a zone such as America/New_York; “${zone}” is not one.`);
  return {
    ttlSeconds: ttl === undefined ? null : wholeNumberOption('ttl', ttl, 300, 2_592_000),
    leastLeftSeconds:
      60 * (leastLeft === undefined ? 30 : wholeNumberOption('least-left', leastLeft, 0, 30 * DAY_MINUTES)),
    split,
    zone,
  };
}

/** The account the numbers come from: the one named, or the only one there is. */
async function spcAccount(store: DeskStore, name: string | undefined): Promise<SpcNetwork> {
  const accounts = await store.read.spcNetworks();
  const named = name === undefined ? accounts : accounts.filter((account) => account.name === name);
  const [account, ...others] = named;
  if (account && others.length === 0) return account;
  const known = accounts.map((one) => `“${one.name}”`).join(', ');
  const message =
    accounts.length === 0
      ? 'No SPC account is connected; add one with “network add spc”.'
      : name === undefined
        ? `Several SPC accounts are connected (${known}); choose one with --network.`
        : `There is no SPC account “${name}”; connected: ${known}.`;
  throw new DeskError('not_found', message, { field: 'network' });
}

async function textOf(file: string, field: string): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(file));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeskError('invalid_input', `“${file}” cannot be read: ${why}`, { field, cause });
  }
}
