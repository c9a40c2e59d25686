import type { FollowedLink } from '#shared/domain/followed-link.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import { followLink } from './follow-link.ts';
import { clickHostOfLink, mayStayHere } from './link-origin.ts';

/** Follows a link with what the records know of it: where its clicks are counted, and whether it may reach this machine. */
export async function followSaved(
  link: string,
  parts: {
    readonly read: Pick<DeskReader, 'networks' | 'clickUrl'>;
    readonly transport: PostbackTransport;
    readonly version: string;
    readonly stopAtClick?: boolean;
    readonly signal: AbortSignal;
  },
): Promise<FollowedLink> {
  const [allowLocal, clickHost] = await Promise.all([
    mayStayHere(parts.read, link),
    clickHostOfLink(parts.read, link),
  ]);
  return followLink(link, {
    transport: parts.transport,
    allowLocal,
    stopAtClick: parts.stopAtClick ?? false,
    userAgent: `Switchboard/${parts.version} (link check)`,
    ...(clickHost === null ? {} : { clickHost }),
    signal: parts.signal,
  });
}
