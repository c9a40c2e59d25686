import type { InformationUpdate, SessionInformation } from './session-information.ts';
import { SESSION_LIMITS } from './session-limits.ts';

type Fields = Readonly<Record<string, string>>;

/** The information after an update (mongoose-spc.md 4.2). */
export function applyUpdate(information: SessionInformation, update: InformationUpdate): SessionInformation {
  if (update.mode === 'replace') return { keywords: update.keywords ?? [], fields: update.fields ?? {} };
  return {
    keywords: update.keywords ?? information.keywords,
    fields: { ...without(information.fields, update.remove ?? []), ...update.fields },
  };
}

/** Whether two informations are the same: keywords in their order, fields in any. */
export function sameInformation(one: SessionInformation, other: SessionInformation): boolean {
  const names = Object.keys(one.fields);
  return (
    one.keywords.length === other.keywords.length &&
    one.keywords.every((keyword, index) => keyword === other.keywords[index]) &&
    names.length === Object.keys(other.fields).length &&
    names.every((name) => Object.hasOwn(other.fields, name) && one.fields[name] === other.fields[name])
  );
}

/** Whether an update leaves this information as it is; the network then keeps the version too. */
export function changesNothing(information: SessionInformation, update: InformationUpdate): boolean {
  return sameInformation(information, applyUpdate(information, update));
}

/**
 * One update that does what the two do one after the other, on any information. It may be repeated after itself and
 * before a composition that goes on from it, so that a lost answer or a later start of the run does no harm.
 */
export function composeUpdates(first: InformationUpdate, second: InformationUpdate): InformationUpdate {
  if (second.mode === 'replace') return second;
  if (first.mode === 'replace') {
    const after = applyUpdate({ keywords: first.keywords ?? [], fields: first.fields ?? {} }, second);
    return { mode: 'replace', ...after };
  }
  const keywords = second.keywords ?? first.keywords;
  const fields: Fields = { ...without(first.fields ?? {}, second.remove ?? []), ...second.fields };
  const remove = [...new Set([...(first.remove ?? []), ...(second.remove ?? [])])].filter(
    (name) => !Object.hasOwn(fields, name),
  );
  return {
    mode: 'merge',
    ...(keywords === undefined ? {} : { keywords }),
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(remove.length === 0 ? {} : { remove }),
  };
}

/**
 * How many of the updates, from the first on, one request can carry: an update that expects a version goes alone, and
 * a request has its own limits. At least one, which is then sent as it is.
 */
export function carriedTogether(
  updates: readonly { readonly update: InformationUpdate; readonly expectedVersion: number | null }[],
): { readonly count: number; readonly update: InformationUpdate } | null {
  const [first, ...others] = updates;
  if (!first) return null;
  let carried = { count: 1, update: first.update };
  if (first.expectedVersion !== null) return carried;
  for (const { update, expectedVersion } of others) {
    if (expectedVersion !== null) break;
    const both = composeUpdates(carried.update, update);
    if (!fits(both)) break;
    carried = { count: carried.count + 1, update: both };
  }
  return carried;
}

function fits(update: InformationUpdate): boolean {
  const removed = update.mode === 'merge' ? (update.remove ?? []).length : 0;
  const fields = update.fields ?? {};
  const text = [...(update.keywords ?? []), ...Object.values(fields)].join('');
  return (
    removed <= SESSION_LIMITS.fields &&
    Object.keys(fields).length <= SESSION_LIMITS.fields &&
    new TextEncoder().encode(text).byteLength <= SESSION_LIMITS.informationBytes
  );
}

function without(fields: Fields, names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
