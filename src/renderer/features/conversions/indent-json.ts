/**
 * Indents JSON by two spaces without reading it: every number, string and order stays exactly as received, so that
 * ids longer than a number can hold are shown as they came. Text that is not JSON comes back with the same
 * characters, only spaced.
 */
export function indentJson(json: string): string {
  let out = '';
  let depth = 0;
  let at = 0;
  while (at < json.length) {
    const char = json.charAt(at);
    if (char === '"') {
      const end = stringEnd(json, at);
      out += json.slice(at, end);
      at = end;
      continue;
    }
    if (char === '{' || char === '[') {
      const close = nextVisible(json, at + 1);
      const empty = json.charAt(close) === (char === '{' ? '}' : ']');
      if (empty) {
        out += char + json.charAt(close);
        at = close + 1;
        continue;
      }
      depth += 1;
      out += char + lineStart(depth);
    } else if (char === '}' || char === ']') {
      depth = Math.max(0, depth - 1);
      out += lineStart(depth) + char;
    } else if (char === ',') out += char + lineStart(depth);
    else if (char === ':') out += ': ';
    else if (!/\s/.test(char)) out += char;
    at += 1;
  }
  return out;
}

const lineStart = (depth: number): string => `\n${'  '.repeat(depth)}`;

function stringEnd(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at += 1) {
    if (json.charAt(at) === '\\') at += 1;
    else if (json.charAt(at) === '"') return at + 1;
  }
  return json.length;
}

function nextVisible(json: string, from: number): number {
  let at = from;
  while (at < json.length && /\s/.test(json.charAt(at))) at += 1;
  return at;
}
