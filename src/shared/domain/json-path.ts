const STEP = /(?:^|\.)([A-Za-z_$][\w$-]*)|\[(\d{1,6})\]|\["([^"]*)"\]/y;

/**
 * What stands at a path of a JSON value. A path is made of names and places, such as `data.items[0].ok`,
 * `$.result["is ok"]` or `[0]`; `$` at its beginning is the value itself.
 */
export function jsonAt(value: unknown, path: string): { readonly value: unknown } | 'not there' | 'no path' {
  const steps = stepsOf(path);
  if (steps === null) return 'no path';
  let at: unknown = value;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null) return 'not there';
    const found = Object.entries(at).find(([name]) => name === step);
    if (!found) return 'not there';
    at = found[1];
  }
  return at === undefined ? 'not there' : { value: at };
}

function stepsOf(path: string): string[] | null {
  const text = path.trim().replace(/^\$\.?/, '');
  const steps: string[] = [];
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) return null;
    steps.push(match[1] ?? match[2] ?? match[3] ?? '');
  }
  return steps.length === 0 ? null : steps;
}
