import type { TuneAccount } from '#main/engine/ports/tune-client.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { UsageError } from './command.ts';

/**
 * The TUNE network a command is about.
 * @throws DeskError not_found when there is none; UsageError when it takes a name to tell which
 */
export function tuneAccountNamed(accounts: readonly TuneAccount[], name: string | undefined): TuneAccount {
  const fitting = accounts.filter((account) => name === undefined || account.name === name);
  const [account, ...others] = fitting;
  if (account === undefined) {
    const message =
      name === undefined
        ? 'No TUNE network is connected. Add one with “network add tune”.'
        : `There is no TUNE network “${name}”.`;
    throw new DeskError('not_found', message);
  }
  if (others.length > 0)
    throw new UsageError('Several TUNE networks are connected; say which with --network.');
  return account;
}
