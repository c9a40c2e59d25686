import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import { UsageError } from './command.ts';

/** `k=v` words of an option as fields. @throws UsageError for a word without `=`, or a name given twice */
export function fieldWords(words: readonly string[], option = 'field'): Readonly<Record<string, string>> {
  const fields = new Map<string, string>();
  for (const word of words) {
    const at = word.indexOf('=');
    if (at < 1) throw new UsageError(`--${option} takes name=value; “${word}” is not one.`);
    const name = word.slice(0, at);
    if (fields.has(name)) throw new UsageError(`--${option} ${name} is given twice.`);
    fields.set(name, word.slice(at + 1));
  }
  return Object.fromEntries(fields);
}

/** The SPC account meant: the one named, or the only one. @throws UsageError when that says none, or more than one */
export async function spcAccountNamed(store: DeskStore, name: string | undefined): Promise<SpcNetwork> {
  const accounts = await store.read.spcNetworks();
  const meant = name === undefined ? accounts : accounts.filter((account) => account.name === name);
  const [account, ...others] = meant;
  if (!account) {
    throw new UsageError(
      name === undefined
        ? 'No SPC account is connected. Add one with “network add spc”.'
        : `No SPC account is called “${name}”.`,
    );
  }
  if (others.length > 0) {
    const names = meant.map((one) => `“${one.name}”`).join(', ');
    throw new UsageError(`There are several SPC accounts: ${names}. Say which with --network.`);
  }
  return account;
}
