/** Reads that speak of the list, and so wait until what was committed before them is listed. */
export const LIST_READS: ReadonlySet<string> = new Set([
  'overview',
  'conversionPage',
  'conversionTotals',
  'exportPage',
  'conversionIds',
  'templatePreview',
  'templateConsequence',
  'deliveryPage',
  'offerPage',
  'offerDetail',
  'offerNamed',
  'partnerPage',
  'partnerDetail',
  'partnerNamed',
]);

/** Reads of the list of calls: what was committed before them is listed first, unless that is a great many. */
export const CALL_LIST_READS: ReadonlySet<string> = new Set([
  'callPage',
  'callTotals',
  'callGroups',
  'callFields',
  'callValues',
  'callDetail',
  'callRows',
  'sessionCalls',
  'deletionPreview',
  'sendListResults',
  'recipientResults',
  'calledRecipients',
]);

/** Reads of calls that must miss nothing that is stored. */
export const WHOLE_CALL_LIST_READS: ReadonlySet<string> = new Set(['callIds']);

/** Reads that show whether the history's chain holds: what was committed before them is sealed first, unless that is a great many. */
export const HISTORY_READS: ReadonlySet<string> = new Set(['conversionDetail']);

/** Reads of the chain that must miss nothing that is stored. */
export const WHOLE_HISTORY_READS: ReadonlySet<string> = new Set(['verifyHistory', 'disputeRecord']);
