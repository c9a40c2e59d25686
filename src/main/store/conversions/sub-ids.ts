import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { ResolvedSubIds, SubIdName, SubIdOrigin } from '#shared/domain/sub-ids.ts';

const ORIGINS: readonly SubIdOrigin[] = ['ring_pool', 'number', 'link', 'ambiguous', 'none'];

/** Where each sub id came from, as one text in the order of the names. */
export function originsText(subIds: ResolvedSubIds): string {
  return SUB_ID_NAMES.map((name) => subIds[name].origin).join(',');
}

/** Resolved sub ids from their stored values and origins. */
export function storedSubIds(
  row: Readonly<Record<SubIdName, string>> & { readonly sub_id_origins: string },
): ResolvedSubIds {
  const words = row.sub_id_origins.split(',');
  const resolved = (name: SubIdName): { value: string; origin: SubIdOrigin } => {
    const word = words[SUB_ID_NAMES.indexOf(name)];
    return { value: row[name], origin: ORIGINS.find((origin) => origin === word) ?? 'none' };
  };
  return {
    aff_sub2: resolved('aff_sub2'),
    aff_sub3: resolved('aff_sub3'),
    aff_sub4: resolved('aff_sub4'),
    aff_sub5: resolved('aff_sub5'),
    source: resolved('source'),
  };
}
