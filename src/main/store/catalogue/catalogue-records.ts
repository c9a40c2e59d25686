import type { CatalogueRecordReads, CatalogueRecordWrites } from '#main/engine/ports/catalogue-records.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { goalWrites } from '../offers/goal-writes.ts';
import { offerReads } from '../offers/offer-reads.ts';
import { offerWrites } from '../offers/offer-writes.ts';
import { partnerReads } from '../partners/partner-reads.ts';
import { partnerWrites } from '../partners/partner-writes.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { tuneRecordWrites } from './tune-records.ts';

/** Reads of offers, partners, goals and pixels. */
export function catalogueRecordReads(db: Sqlite): InstantHandlers<CatalogueRecordReads> {
  return { ...offerReads(db), ...partnerReads(db) };
}

/** Writes of them. What is shown of one may be shown of many conversions, so their list is made anew. */
export function catalogueRecordWrites(db: Sqlite): InstantHandlers<CatalogueRecordWrites> {
  const listAgain = db.prepare<[]>('UPDATE settled SET version = version + 1');
  const renamed = (): void => void listAgain.run();
  return {
    ...offerWrites(db, renamed),
    ...partnerWrites(db, renamed),
    ...goalWrites(db),
    ...tuneRecordWrites(db, renamed),
  };
}
