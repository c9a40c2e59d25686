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
  const wanted = parametersOf(promised);
  const arrived = parametersOf(got);
  const lost: string[] = [];
  const changed: ChangedParameter[] = [];
  for (const [name, expected] of wanted) {
    const value = arrived.get(name);
    if (value === undefined) lost.push(name);
    else if (value !== expected) changed.push({ name, expected, got: value });
  }
  return { lost, changed };
}

/** Names and values, decoded once; values of a name that stands twice are joined by a comma. */
function parametersOf(address: string): ReadonlyMap<string, string> {
  const query = /^[^?#]*\?([^#]*)/.exec(address)?.[1] ?? '';
  const found = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [rawName = '', rawValue = ''] = pair.split(/=(.*)/s);
    const name = decodeValue(rawName) ?? rawName;
    const value = decodeValue(rawValue) ?? rawValue;
    const earlier = found.get(name);
    found.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return found;
}
