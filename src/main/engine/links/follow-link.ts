import { clickDifference } from '#shared/domain/link-hops.ts';
import type { FollowedLink, Hop } from '#shared/domain/followed-link.ts';
import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import { CLICK_PATH } from '#shared/domain/tracking-link.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';

/** How many redirects are followed: more than any chain that still counts as working. */
const MOST_HOPS = 15;
const TIMEOUT_MS = 15_000;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/**
 * Follows a tracking link from this machine, address by address, and compares the click that arrives with the one the
 * link carries (issue of lost sub ids: user-pains.md). Nothing but GET requests without cookies is sent. A link of a
 * network on this machine may lead to this machine, any other may not. With `stopAtClick` the address of the click is
 * found out but not asked, so that TUNE counts none.
 */
export async function followLink(
  link: string,
  parts: {
    readonly transport: PostbackTransport;
    readonly allowLocal: boolean;
    readonly clickHost?: string;
    readonly stopAtClick?: boolean;
    /** What the servers asked are told of who asks. */
    readonly userAgent?: string;
    readonly signal: AbortSignal;
  },
): Promise<FollowedLink> {
  const explained = explainTrackingLink(
    link,
    parts.clickHost === undefined ? {} : { clickHost: parts.clickHost },
  );
  const hops: Hop[] = [];
  let problem: string | null = null;
  let next: string | null = explained.link;
  while (next !== null) {
    const url: string = next;
    next = null;
    if (parts.stopAtClick === true && hops.length > 0 && isClick(url)) {
      hops.push({ url, status: null, ms: 0, problem: null });
      break;
    }
    const answer = await parts.transport({
      url,
      headers: {
        accept: 'text/html,*/*',
        ...(parts.userAgent === undefined ? {} : { 'user-agent': parts.userAgent }),
      },
      timeoutMs: TIMEOUT_MS,
      allowLocal: parts.allowLocal,
      signal: parts.signal,
    });
    if (answer.kind === 'failure') {
      problem = answer.message || (answer.reason === 'timeout' ? 'no answer came in time' : answer.reason);
      hops.push({ url, status: null, ms: answer.durationMs, problem });
      break;
    }
    hops.push({ url, status: answer.status, ms: answer.durationMs, problem: null });
    if (!REDIRECTS.has(answer.status)) {
      if (answer.status >= 400) problem = `the last address answers ${answer.status}`;
      break;
    }
    const location = answer.headers['location'] ?? '';
    const target: string | null = URL.canParse(location, url) ? new URL(location, url).href : null;
    if (target === null) problem = `a redirect leads to “${location}”, which is no address`;
    else if (hops.some((hop) => hop.url === target)) problem = `the redirects lead back to ${target}`;
    else if (hops.length >= MOST_HOPS) problem = `the redirects do not end after ${MOST_HOPS} addresses`;
    else next = target;
  }
  const at = hops.findIndex(({ url }, place) => place > 0 && isClick(url));
  const { click } = explained;
  const difference =
    click === null ? { lost: [], changed: [] } : clickDifference(click, at < 0 ? '' : (hops[at]?.url ?? ''));
  return {
    predicted: explained.redirect,
    hops,
    clickHop: at < 0 ? null : at,
    ...difference,
    problem,
  };
}

function isClick(url: string): boolean {
  return new URL(url).pathname === CLICK_PATH;
}
