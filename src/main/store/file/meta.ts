import type { OwnershipMode } from '#shared/ipc/desk.ts';
import type { Sqlite } from './sqlite.ts';

/** Reads who owns conversions in this workspace (design.md rule 7). */
export function ownershipOf(db: Sqlite): () => OwnershipMode {
  const read = db.prepare<[], { value: string }>("SELECT value FROM meta WHERE name = 'ownership'");
  return () => (read.get()?.value === 'observe' ? 'observe' : 'desk');
}
