/** A parameter as PHP reads it: text, or a list or object of parameters by name. */
export type PhpValue = string | PhpMap;

/** Parameters by name, in the order in which they came. */
export type PhpMap = Map<string, PhpValue>;

const NAME = /^([^[\]]+)((?:\[[^[\]]*\])*)$/;

function decoded(text: string): string {
  const spaced = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

function put(into: PhpMap, steps: readonly string[], value: string): void {
  const [step, ...deeper] = steps;
  if (step === undefined) return;
  const name = step === '' ? String([...into.keys()].filter((key) => /^\d+$/.test(key)).length) : step;
  if (deeper.length === 0) {
    into.set(name, value);
    return;
  }
  const known = into.get(name);
  const inner: PhpMap = known instanceof Map ? known : new Map<string, PhpValue>();
  into.set(name, inner);
  put(inner, deeper, value);
}

/** Reads a query or a form the way PHP does: `a[b][]=c`, brackets plain or percent-encoded; the last value counts. */
export function phpParameters(text: string): PhpMap {
  const read: PhpMap = new Map();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decoded(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decoded(pair.slice(equals + 1));
    const [, first = '', rest = ''] = NAME.exec(name) ?? [];
    if (first === '') continue;
    put(read, [first, ...Array.from(rest.matchAll(/\[([^[\]]*)\]/g), ([, step = '']) => step)], value);
  }
  return read;
}

/** The text of a parameter; undefined when it is absent or not a text. */
export function textOf(parameters: PhpMap, name: string): string | undefined {
  const value = parameters.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** The object of a parameter, empty when it is absent or a text. */
export function mapOf(parameters: PhpMap, name: string): PhpMap {
  const value = parameters.get(name);
  return value instanceof Map ? value : new Map<string, PhpValue>();
}

/** The texts of a list, in their order; a text alone is a list of one. */
export function listOf(value: PhpValue | undefined): readonly string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [value];
  return [...value.values()].filter((item) => typeof item === 'string');
}

/** Parameters as PHP would echo them in JSON. */
export function echoOf(value: PhpValue): unknown {
  if (typeof value === 'string') return value;
  const keys = [...value.keys()];
  const isList = keys.length > 0 && keys.every((key, place) => key === String(place));
  if (isList) return Array.from(value.values(), echoOf);
  return Object.fromEntries(Array.from(value, ([name, inner]) => [name, echoOf(inner)]));
}
