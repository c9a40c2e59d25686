import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import { isCurrencyCode } from '#shared/domain/money.ts';
import { readMoney } from '#shared/domain/money-entry.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdName } from '#shared/domain/sub-ids.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { UsageError } from './command.ts';

/** An amount of an option in minor units. @throws UsageError when it is none */
export function moneyOption(name: string, text: string, currency: string): number {
  const read = readMoney(text, currency);
  if (!read.ok) throw new UsageError(`--${name}: ${read.message}`);
  if (read.minor === null) throw new UsageError(`--${name} needs an amount.`);
  return read.minor;
}

/** A currency of an option. @throws UsageError when it is none */
export function currencyOption(name: string, text: string): string {
  const code = text.toUpperCase();
  if (isCurrencyCode(code)) return code;
  throw new UsageError(`--${name} takes a currency such as USD; “${text}” is not one.`);
}

/** One of a few words. @throws UsageError otherwise */
export function wordOption<W extends string>(name: string, text: string, words: readonly W[]): W {
  const found = words.find((word) => word === text.toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError(`--${name} takes ${words.join(', ')}; “${text}” is none of these.`);
}

/** A sub id of an option. @throws UsageError otherwise */
export function subIdOption(name: string, text: string): SubIdName {
  return wordOption(name, text, SUB_ID_NAMES);
}

/** The id of the account that is called so; null without a name. @throws DeskError not_found */
export async function networkNamed(store: DeskStore, name: string | undefined): Promise<number | null> {
  if (name === undefined) return null;
  const [networks, tune] = await Promise.all([store.read.networks(), store.read.tuneAccounts()]);
  const found = [...networks, ...tune].find(
    (network) => network.name === name || String(network.id) === name,
  );
  if (!found) throw new DeskError('not_found', `No Invoca or TUNE network is called “${name}”.`);
  return found.id;
}

/** The offer with this id. @throws DeskError not_found, or conflict when several accounts have it */
export async function offerNamed(
  store: DeskStore,
  offerId: string,
  networkId: number | null,
): Promise<OfferDetail> {
  const offer = await store.read.offerNamed({ networkId, offerId });
  if (!offer) throw new DeskError('not_found', `There is no offer ${offerId}.`);
  return offer;
}
