import { userInfo } from 'node:os';
import { decisionDesk } from '#main/engine/decisions/decision-desk.ts';
import type { DecisionChange } from '#shared/domain/decision.ts';
import { readMoney } from '#shared/domain/money-entry.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { readWords, UsageError } from '../command.ts';
import type { Command } from '../command.ts';
import { terminalLog } from '../terminal-log.ts';
import { withStore } from '../with-store.ts';

const STATUSES = { approved: 'approve', rejected: 'reject' } as const;

/** `conversions decide`: approves, rejects, pays otherwise or notes, for calls by their ids; `--preview` changes nothing. */
export const conversionsDecideCommand: Command = {
  name: 'conversions decide',
  usage:
    'conversions decide --invoca-id ID… --reason TEXT [--status approved|rejected] [--payout AMOUNT] [--network NAME] [--preview]',
  async run(words, context) {
    const options = readWords(words, {
      'invoca-id': 'texts',
      reason: 'text',
      status: 'text',
      payout: 'text',
      network: 'text',
      preview: 'flag',
    });
    const callIds = options.texts('invoca-id');
    if (callIds.length === 0) throw new UsageError('--invoca-id is missing.');
    const onlyPreview = options.flag('preview');
    const reason = onlyPreview ? (options.text('reason') ?? '') : options.required('reason');
    const status = options.text('status');
    if (status !== undefined && status !== 'approved' && status !== 'rejected')
      throw new UsageError(`--status is approved or rejected; “${status}” is neither.`);
    const payout = options.text('payout');
    const network = options.text('network');

    return withStore(context, async (store) => {
      const found = await Promise.all(
        callIds.map(async (invocaId) => {
          const all = await store.read.conversionsOfCall({ invocaId });
          const wanted = all.filter(({ networkName }) => network === undefined || networkName === network);
          const [one] = wanted;
          if (!one)
            throw new DeskError('not_found', `There is no conversion with the Invoca id “${invocaId}”.`);
          if (wanted.length > 1) {
            const names = wanted.map(({ networkName }) => networkName).join(', ');
            throw new UsageError(`Several networks have ${invocaId}; name one with --network: ${names}.`);
          }
          return one.id;
        }),
      );
      const first = await store.read.conversionDetail({ id: found[0] ?? 0 });
      const change = changeOf(status, payout, first.row.currency);
      const desk = decisionDesk({
        store,
        clock: context.now,
        log: terminalLog(context),
        onChange: () => undefined,
      });
      const { ticket, ...preview } = await desk.preview({ target: { ids: found }, change });
      const effect = {
        conversions: preview.count,
        changed: preview.changed,
        before: preview.before,
        after: preview.after,
        postbacks: preview.postbacks.count,
      };
      if (onlyPreview)
        return {
          data: effect,
          text: `${effect.changed} of ${effect.conversions} conversions would change; ${effect.postbacks} postbacks would be owed.`,
        };
      const act = await desk.carryOut({ ticket, reason, author: userInfo().username });
      return {
        data: { ...effect, decision: act.id },
        text: `${act.what}: ${act.changed} conversions, ${effect.postbacks} postbacks owed.`,
      };
    });
  },
};

function changeOf(
  status: keyof typeof STATUSES | undefined,
  payout: string | undefined,
  currency: string,
): DecisionChange {
  const entry = readMoney(payout ?? '', currency);
  if (!entry.ok) throw new UsageError(`--payout: ${entry.message}`);
  if (status !== undefined) return { kind: STATUSES[status], payout: entry.minor };
  return entry.minor === null ? { kind: 'note' } : { kind: 'payout', payout: entry.minor };
}
