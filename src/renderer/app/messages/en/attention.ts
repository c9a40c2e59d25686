/** Words of the lists of rows that did not parse and of unknown results. */
export const attentionText = {
  unparsed: 'Rows that could not be read',
  unparsedNote: 'They are kept as received; all other rows of their pages were taken in.',
  unparsedEmpty: 'Every row could be read',
  received: (when: string) => `Received ${when}`,
  copyRaw: 'the row as received',
  more: 'Show older rows',
  unknown: 'Unknown results',
  unknownNote: 'Their conversions stay pending: a value that is not known is never taken for approved.',
  unknownEmpty: 'Every result is known',
  result: 'Result',
  network: 'Network',
  conversions: 'Conversions',
  noResult: '(empty)',
  showRows: (count: string) => `Show ${count}`,
  copyResult: 'the result',
  toOverview: 'Overview',
} as const;
