import type { FileField, FileMapping } from '#shared/ipc/reconcile.ts';

/** Fields of a row in the order a person is asked for them. */
export const FILE_FIELDS = [
  'invoca_id',
  'status',
  'payout',
  'currency',
  'datetime',
  'number',
] as const satisfies readonly FileField[];

/** Heads that say what a column is, the surest first; without signs and in lower case. */
const KNOWN_HEADS: Readonly<Record<FileField, readonly string[]>> = {
  invoca_id: [
    'invocaid',
    'completecallid',
    'callrecordid',
    'invocacallid',
    'callid',
    'transactionid',
    'invocatransactionid',
    'statadid',
    'conversionid',
    'reference',
    'ref',
    'id',
  ],
  status: ['status', 'conversionstatus', 'statstatus', 'callstatus', 'state', 'disposition', 'result'],
  payout: [
    'payout',
    'statpayout',
    'payoutamount',
    'commission',
    'amount',
    'netamount',
    'lineamount',
    'earnings',
    'price',
    'total',
  ],
  currency: ['currency', 'statcurrency', 'currencycode', 'ccy'],
  datetime: [
    'datetime',
    'statdatetime',
    'calldatetime',
    'calltime',
    'callstart',
    'callstartedat',
    'starttime',
    'startedat',
    'timestamp',
    'calldate',
    'date',
    'time',
  ],
  number: [
    'number',
    'promonumber',
    'trackingnumber',
    'phonenumber',
    'dialednumber',
    'dialled',
    'calledphone',
    'did',
    'stataffiliateinfo1',
    'affsub',
  ],
};

/** What the columns of a file seem to hold, by their heads. */
export function guessedMapping(
  head: readonly string[],
  usual: { readonly zone: string; readonly currency: string },
): FileMapping {
  const words = head.map((name) => name.toLowerCase().replace(/[^a-z0-9]/g, ''));
  const columns: Partial<Record<FileField, string>> = {};
  for (const field of FILE_FIELDS) {
    const word = KNOWN_HEADS[field].find((known) => words.includes(known));
    const name = word === undefined ? undefined : head[words.indexOf(word)];
    if (name !== undefined) columns[field] = name;
  }
  return { columns, ...usual, status: 'approved' };
}

/** Whether a file so mapped tells only of approved calls: no column says otherwise, as in an invoice. */
export function tellsApprovedOnly({ columns, status }: Pick<FileMapping, 'columns' | 'status'>): boolean {
  return columns.status === undefined && status === 'approved';
}

/** The name of a file without what differs from one delivery to the next: digits, signs and its ending. */
export function stemOf(name: string): string {
  return name
    .toLowerCase()
    .replace(/\.[a-z0-9]{1,5}$/, '')
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
