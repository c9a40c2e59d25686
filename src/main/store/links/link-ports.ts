import type { LinkReads, LinkWrites } from '#main/engine/ports/link-store.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { linkCheckWrites } from './link-checks.ts';
import { linkPlaceWrites } from './link-places.ts';
import { linkReads } from './link-reads.ts';
import { linkStandings } from './link-standings.ts';
import type { LinkSubIds } from './link-sub-ids.ts';
import { linkTemplateReads, linkTemplateWrites } from './link-templates.ts';
import { linkWrites } from './link-writes.ts';

/** What is read of links beside the catalogue. */
type OwnReads = Omit<LinkReads, 'partnerChoices' | 'offerChoices' | 'numberChoices' | 'clickUrl'>;

/** Every read of links. */
export function linkPorts(db: Sqlite): InstantHandlers<OwnReads> {
  return { ...linkReads(db), ...linkStandings(db), ...linkTemplateReads(db) };
}

/** Every write of links. */
export function linkWritePorts(db: Sqlite, subIds: LinkSubIds): InstantHandlers<LinkWrites> {
  return {
    ...linkWrites(db, subIds),
    ...linkPlaceWrites(db),
    ...linkCheckWrites(db),
    ...linkTemplateWrites(db),
  };
}
