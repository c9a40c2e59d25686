import { openWorkspaceForReading } from '../file/open-workspace.ts';
import { isWorkspaceFree } from '../file/workspace-lock.ts';
import { unlistedConversions } from '../conversions/settle.ts';
import type { Peer } from './peer.ts';
import { channelPeer } from './peer.ts';
import { serveReads } from './store-thread-main.ts';

/**
 * Reads in the calling thread, for the time before the store's threads are there. Null where only they can tell what is
 * to be done: the file is missing, old, damaged or in use, or its list is not up to date.
 */
export function earlyReader(file: string): Peer | null {
  try {
    if (!isWorkspaceFree(file)) return null;
    const db = openWorkspaceForReading(file);
    if (unlistedConversions(db)() === 0) return channelPeer((port) => serveReads(port, db));
    db.close();
    return null;
  } catch {
    // Whatever it was, the threads meet it again and say it.
    return null;
  }
}
