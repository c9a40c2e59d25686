import { queryParameters } from './link-hops.ts';
import { decodeLayer } from './percent.ts';

/**
 * What became of a parameter on its way: `whole` as it was, `respelled` the same value in another spelling (`+` for
 * `%20`), `encoded_again` with a layer of encoding more, `decoded_again` with one less, `cut` only its beginning,
 * `changed` something else, `lost` not there, `added` not promised.
 */
export type ParameterFate =
  'whole' | 'respelled' | 'encoded_again' | 'decoded_again' | 'cut' | 'changed' | 'lost' | 'added';

/** One parameter of the click: what was promised, what arrived. Null where there is none. */
export interface ParameterArrival {
  readonly name: string;
  readonly fate: ParameterFate;
  readonly expected: string | null;
  readonly got: string | null;
}

/** Fates that leave the value as it was meant. */
export const HARMLESS_FATES: ReadonlySet<ParameterFate> = new Set(['whole', 'respelled', 'added']);

/**
 * Every parameter of the promised click and of the address that should carry it, in the order of the promise, what
 * was added behind. Only the queries are read.
 */
export function arrivalOf(promised: string, got: string): readonly ParameterArrival[] {
  const wanted = queryParameters(promised);
  const arrived = queryParameters(got);
  const arrivals = [...wanted].map(([name, expected]): ParameterArrival => {
    const found = arrived.get(name);
    if (!found) return { name, fate: 'lost', expected: expected.value, got: null };
    const fate = found.value === expected.value ? spelling(expected.raw, found.raw) : fateOf(expected, found);
    return { name, fate, expected: expected.value, got: found.value };
  });
  const added = [...arrived]
    .filter(([name]) => !wanted.has(name))
    .map(([name, { value }]): ParameterArrival => ({ name, fate: 'added', expected: null, got: value }));
  return [...arrivals, ...added];
}

function spelling(expected: string, got: string): ParameterFate {
  return expected === got ? 'whole' : 'respelled';
}

function fateOf(expected: { readonly value: string }, got: { readonly value: string }): ParameterFate {
  if (decodeLayer(got.value).text === expected.value) return 'encoded_again';
  if (decodeLayer(expected.value).text === got.value) return 'decoded_again';
  return expected.value.startsWith(got.value) ? 'cut' : 'changed';
}
