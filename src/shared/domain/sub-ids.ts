/** The sub ids a partner may use on a pay-per-call link; `aff_sub` is Invoca's (tune.md 2.1). */
export const SUB_ID_NAMES = ['aff_sub2', 'aff_sub3', 'aff_sub4', 'aff_sub5', 'source'] as const;

/** The name of one of the partner's sub ids. */
export type SubIdName = (typeof SUB_ID_NAMES)[number];

/**
 * Where the value of a sub id came from (tune.md 5.5): the ring pool's parameters, the number's custom data,
 * the one value all links of the number share; `ambiguous` when its links disagree, `none` when nobody set it.
 */
export type SubIdOrigin = 'ring_pool' | 'number' | 'link' | 'ambiguous' | 'none';

/** A sub id with where it came from; the value is empty when the origin is `ambiguous` or `none`. */
export interface ResolvedSubId {
  readonly value: string;
  readonly origin: SubIdOrigin;
}

/** Every sub id of a call, resolved. */
export type ResolvedSubIds = Readonly<Record<SubIdName, ResolvedSubId>>;

/** Sub id values as one source gives them; a name may be absent. */
export type SubIdValues = Readonly<Partial<Record<SubIdName, string>>>;

/**
 * Resolves the sub ids of a call in the order of tune.md 5.5: ring pool parameters, custom data of the number,
 * then the links registered for the number if they all agree. Links that disagree leave the value empty and
 * say `ambiguous`.
 */
export function resolveSubIds(from: {
  readonly ringPool: SubIdValues;
  readonly customData: SubIdValues;
  readonly links: readonly SubIdValues[];
}): ResolvedSubIds {
  const resolve = (name: SubIdName): ResolvedSubId => {
    const ringPool = from.ringPool[name];
    if (ringPool) return { value: ringPool, origin: 'ring_pool' };
    const customData = from.customData[name];
    if (customData) return { value: customData, origin: 'number' };
    const values = new Set(from.links.map((link) => link[name] ?? ''));
    if (values.size > 1) return { value: '', origin: 'ambiguous' };
    const [shared = ''] = values;
    return shared ? { value: shared, origin: 'link' } : { value: '', origin: 'none' };
  };
  return {
    aff_sub2: resolve('aff_sub2'),
    aff_sub3: resolve('aff_sub3'),
    aff_sub4: resolve('aff_sub4'),
    aff_sub5: resolve('aff_sub5'),
    source: resolve('source'),
  };
}
