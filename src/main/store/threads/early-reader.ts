import { openWorkspaceForReading } from '../file/open-workspace.ts';
import { isWorkspaceFree } from '../file/workspace-lock.ts';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { LIST_LIMITS } from '../conversions/list-limits.ts';
import { conversionList } from '../conversions/list.ts';
import { unlistedConversions } from '../conversions/settle.ts';
import type { Peer } from './peer.ts';
import { channelPeer } from './peer.ts';
import { serveReads } from './thread-host.ts';
import { firstSightReads } from '../first-sight-reads.ts';

/**
 * Reads in the calling thread, for the time before the store's threads are there. Null where only they can tell what is
 * to be done: the file is missing, old, damaged or in use, or its list is not up to date.
 */
export function earlyReader(file: string): Peer | null {
  try {
    if (!isWorkspaceFree(file)) return null;
    const db = openWorkspaceForReading(file);
    if (unlistedConversions(db)() > 0) {
      db.close();
      return null;
    }
    const list = conversionList(db, async () => nextTurn(), LIST_LIMITS);
    return channelPeer((port) => serveReads(port, db, firstSightReads(db, list)));
  } catch {
    // Whatever it was, the threads meet it again and say it.
    return null;
  }
}
