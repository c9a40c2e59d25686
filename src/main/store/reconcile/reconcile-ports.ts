import type { ReconcileReads, ReconcileWrites } from '#main/engine/ports/reconcile-store.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { deskRowReads } from './desk-rows.ts';
import { fileReads, fileWrites } from './file-records.ts';
import { lineReads } from './line-reads.ts';
import { runReads } from './run-reads.ts';
import { runWrites } from './run-writes.ts';

/** Reads of reconciliations and all that belongs to them. */
export function reconcileReads(db: Sqlite): InstantHandlers<ReconcileReads> {
  return { ...deskRowReads(db), ...runReads(db), ...lineReads(db), ...fileReads(db) };
}

/** Writes of reconciliations and all that belongs to them. */
export function reconcileWrites(db: Sqlite): InstantHandlers<ReconcileWrites> {
  return { ...runWrites(db), ...fileWrites(db) };
}
