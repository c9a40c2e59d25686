/** The reads that the first sight of the desk is made of; each takes milliseconds, however much is stored. */
export const FIRST_SIGHT_READS = [
  'networks',
  'spcNetworks',
  'tuneAccounts',
  'ownership',
  'overview',
  'conversionPage',
  'conversionTotals',
  'deliveryCounts',
  'receivers',
  'jobCounts',
  'partnerChoices',
  'offerChoices',
  'numberChoices',
] as const;

/** See {@link FIRST_SIGHT_READS}. */
export type FirstSightRead = (typeof FIRST_SIGHT_READS)[number];
