const MAPPED = '0:0:0:0:0:ffff';
const TRANSLATED = '0:0:0:0:ffff:0';
const NAT64 = '64:ff9b:0:0:0:0';

/** How the last four groups of an ISATAP address begin (RFC 5214), with and without the bit for a global IPv4 address. */
const ISATAP: readonly number[] = [0x0000, 0x0200];
const ISATAP_MARK = 0x5efe;

/**
 * The IPv4 address an IPv6 address stands for: mapped (`::ffff:a.b.c.d`), translated (`::ffff:0:a.b.c.d`), NAT64
 * (`64:ff9b::/96`) or 6to4 (`2002::/16`). Null when it stands for itself. The text must be a valid IPv6 address.
 */
export function embeddedIPv4(address: string): string | null {
  const groups = groupsOf(address);
  const start = groups
    .slice(0, 6)
    .map((group) => group.toString(16))
    .join(':');
  if (start === MAPPED || start === TRANSLATED || start === NAT64) return dotted(groups[6], groups[7]);
  if (groups[0] === 0x2002) return dotted(groups[1], groups[2]);
  return null;
}

/** The IPv4 address at which an ISATAP address (`…:0:5efe:a.b.c.d`) of any prefix is reached; null when it is none. */
export function tunnelledIPv4(address: string): string | null {
  const groups = groupsOf(address);
  const marked = groups[5] === ISATAP_MARK && ISATAP.includes(groups[4] ?? -1);
  return marked ? dotted(groups[6], groups[7]) : null;
}

/** The eight groups, with `::` filled and a dotted end read as two groups; the URL parser does the hard part. */
function groupsOf(address: string): number[] {
  const normal = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [head = '', tail] = normal.split('::');
  const left = read(head);
  if (tail === undefined) return left;
  const right = read(tail);
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => 0);
  return [...left, ...zeros, ...right];
}

function read(part: string): number[] {
  return part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
}

function dotted(high = 0, low = 0): string {
  return [high >> 8, high & 0xff, low >> 8, low & 0xff].join('.');
}
