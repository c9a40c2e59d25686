import { decodeValue } from './percent.ts';

/** A parameter of the click that arrived otherwise than the link says. */
export interface ChangedParameter {
  readonly name: string;
  readonly expected: string;
  readonly got: string;
}

/** What of the click's parameters did not arrive, or arrived changed. */
export interface ClickDifference {
  readonly lost: readonly string[];
  readonly changed: readonly ChangedParameter[];
}

/**
 * Holds the click that was really followed against the one the link promised: `promised` is the click as the link
 * spells it, `got` the address of the hop that should carry it. A parameter that got more than it was promised, or
 * twice, counts as changed; what is new is not looked at, since networks add their own.
 */
export function clickDifference(promised: string, got: string): ClickDifference {
  const wanted = queryParameters(promised);
  const arrived = queryParameters(got);
  const lost: string[] = [];
  const changed: ChangedParameter[] = [];
  for (const [name, { value: expected }] of wanted) {
    const value = arrived.get(name)?.value;
    if (value === undefined) lost.push(name);
    else if (value !== expected) changed.push({ name, expected, got: value });
  }
  return { lost, changed };
}

/** A value of a query as it stands there, and decoded once. */
export interface QueryValue {
  readonly raw: string;
  readonly value: string;
}

/** Names and values of an address's query; values of a name that stands twice are joined by a comma. */
export function queryParameters(address: string): ReadonlyMap<string, QueryValue> {
  const query = /^[^?#]*\?([^#]*)/.exec(address)?.[1] ?? '';
  const found = new Map<string, QueryValue>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [rawName = '', raw = ''] = pair.split(/=(.*)/s);
    const name = decodeValue(rawName) ?? rawName;
    const value = decodeValue(raw) ?? raw;
    const earlier = found.get(name);
    found.set(
      name,
      earlier ? { raw: `${earlier.raw},${raw}`, value: `${earlier.value},${value}` } : { raw, value },
    );
  }
  return found;
}
