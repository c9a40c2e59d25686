import { z } from 'zod';
import type { FollowerPage } from '#main/engine/ports/follower-client.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { oneLine } from '../http/foreign-text.ts';
import type { HttpAnswer } from '../http/http-send.ts';

/** Ids come as text; an id that came as a number would have lost digits already, so the page is refused. */
const page = z.object({
  data: z
    .array(
      z.object({ id: z.string().regex(/^\d{1,20}$/), username: z.string(), name: z.string().default('') }),
    )
    .default([]),
  meta: z.object({ result_count: z.int().nonnegative(), next_token: z.string().min(1).optional() }),
});

const problem = z.object({ title: z.string().optional(), detail: z.string().optional() });

/** How long a rate limit without a time is waited out: the window of the endpoint. */
const WINDOW_MS = 15 * 60_000;

/** Reads a page of followers. @throws NetworkFault for everything that is none */
export function followerPage(answer: HttpAnswer, account: string, now: number): FollowerPage {
  const refused = faultOf(answer, account, now);
  if (refused) throw refused;
  const read = page.safeParse(json(answer));
  if (!read.success) throw unreadable(account, read.error.issues[0]?.path.join('.') ?? '');
  const { data, meta } = read.data;
  return {
    followers: data.map(({ id, username, name }) => ({ twitterId: id, handle: username, name })),
    nextToken: meta.next_token ?? null,
    waitUntil: header(answer, 'x-rate-limit-remaining') === 0 ? resetOf(answer, now) : null,
  };
}

function faultOf(answer: HttpAnswer, account: string, now: number): NetworkFault | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  const more = { httpStatus: status };
  const said = saidBy(answer);
  if (status === 401) {
    const message = `X did not accept the bearer token of “${account}”. Enter it again.`;
    return new NetworkFault('unauthorised', message, more);
  }
  if (status === 403) {
    const message = `The token of “${account}” may not read these followers.${said}`;
    return new NetworkFault('not_permitted', message, more);
  }
  if (status === 404) {
    return new NetworkFault('not_found', `X knows no user with the id of “${account}”.${said}`, more);
  }
  if (status === 429) {
    const until = resetOf(answer, now);
    const message = `X answers no more requests for “${account}” in this quarter of an hour.`;
    return new NetworkFault('rate_limited', message, { ...more, retryAfterMs: Math.max(0, until - now) });
  }
  if (status >= 500)
    return new NetworkFault('server', `X has a fault of its own (HTTP ${status}).${said}`, more);
  if (status >= 300 && status < 400) {
    const message = `X answered with a redirect. Check the address of “${account}”.`;
    return new NetworkFault('unreadable', message, more);
  }
  return new NetworkFault('invalid', `X did not accept the request (HTTP ${status}).${said}`, more);
}

/** When the window opens again, on our clock: what the answer says is on the server's. */
function resetOf(answer: HttpAnswer, now: number): number {
  const reset = header(answer, 'x-rate-limit-reset');
  if (reset === null) return now + WINDOW_MS;
  const date = Date.parse(answer.headers['date'] ?? '');
  const left = reset * 1000 - (Number.isNaN(date) ? now : date);
  // A second more, since both are cut to seconds.
  return now + Math.min(Math.max(0, left), WINDOW_MS * 4) + 1000;
}

function header(answer: HttpAnswer, name: string): number | null {
  const text = answer.headers[name]?.trim() ?? '';
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function saidBy(answer: HttpAnswer): string {
  const read = problem.safeParse(json(answer));
  const text = read.success ? (read.data.detail ?? read.data.title ?? '') : '';
  return text === '' ? '' : ` It said: ${oneLine(text)}`;
}

function json(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(answer.body));
  } catch {
    // What is no JSON is told apart by the schema, like any other shape that is not expected.
    return null;
  }
}

function unreadable(account: string, where: string): NetworkFault {
  const at = where === '' ? '' : ` (at ${where})`;
  return new NetworkFault(
    'unreadable',
    `What came for “${account}” is no page of followers${at}. Check the address of the account.`,
  );
}
