import type { IncomingMessage } from 'node:http';
import { EndpointRefusal } from '#main/visit-endpoint/endpoint-refusal.ts';
import type { PixelCall } from '#shared/ipc/pixel-tests.ts';
import { calledBy } from './called.ts';
import type { RunningTest } from './running-test.ts';
import {
  FRAME_POLICY,
  goalFrame,
  PAGE_POLICY,
  PAGE_SCRIPT,
  PAGE_STYLE,
  riderAddresses,
  testPage,
} from './test-page.ts';

/** An answer before it is written. */
export interface TestReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** A request to the server of the tests. */
interface Asked {
  readonly url: URL;
  readonly incoming: IncomingMessage;
  readonly origin: string;
  readonly now: number;
  readonly testOf: (id: string) => RunningTest | null;
  /** What a test shows is other than before. */
  readonly changed: () => void;
}

const MOST_CALLS = 200;
const HTML = 'text/html; charset=utf-8';
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const PATH = /^\/t\/([0-9a-f]{32})(?:\/(goal|partner|calls|other)(\/.*)?)?$/;

/** Answers what a page of a test asks, and notes what was called. @throws EndpointRefusal when nothing is there */
export function answerTest(asked: Asked): TestReply {
  const { url, incoming, testOf } = asked;
  if (url.pathname === '/page.js') return file('text/javascript; charset=utf-8', PAGE_SCRIPT);
  if (url.pathname === '/page.css') return file('text/css; charset=utf-8', PAGE_STYLE);
  const [, id = '', part, rest = ''] = PATH.exec(url.pathname) ?? [];
  const test = testOf(id);
  if (!test) throw new EndpointRefusal(404, 'not_found', 'This test is over, or there never was one.');
  test.lastAt = asked.now;
  if (part !== 'goal' && incoming.method !== 'GET' && incoming.method !== 'HEAD') {
    throw new EndpointRefusal(405, 'wrong_method', 'This is asked by GET.', { headers: { allow: 'GET' } });
  }
  switch (part) {
    case 'goal':
      return goalCalled(test, asked, rest);
    case 'partner':
      return partnerCalled(test, asked, Number(rest.slice(1)));
    case 'calls':
      return file('application/json; charset=utf-8', JSON.stringify(test.calls));
    case 'other':
      return image();
    case undefined:
    default:
      if (!test.opened) {
        test.opened = true;
        asked.changed();
      }
      return {
        status: 200,
        headers: { 'content-type': HTML, 'content-security-policy': PAGE_POLICY, 'x-frame-options': 'DENY' },
        body: testPage(test, asked.origin),
      };
  }
}

function goalCalled(test: RunningTest, asked: Asked, path: string): TestReply {
  const address = `${new URL(test.goal.placement.url).origin}${path}${asked.url.search}`;
  note(test, asked, 'goal', address);
  if (test.goal.protocol === 'server') return file('text/plain; charset=utf-8', 'success=true;');
  if (test.goal.protocol === 'iframe') {
    return {
      status: 200,
      headers: { 'content-type': HTML, 'content-security-policy': FRAME_POLICY },
      body: goalFrame(test, asked.origin),
    };
  }
  // An image can only lead on to another image.
  const [rider] = riderAddresses(test);
  return rider === undefined
    ? image()
    : { status: 302, headers: { location: `${asked.origin}/t/${test.id}/partner/0` }, body: '' };
}

function partnerCalled(test: RunningTest, asked: Asked, place: number): TestReply {
  const address = riderAddresses(test)[place];
  if (address === undefined) throw new EndpointRefusal(404, 'not_found', 'Nothing rides along there.');
  note(test, asked, 'partner', address);
  const wants = asked.incoming.headers['sec-fetch-dest'];
  if (wants === 'iframe') {
    return {
      status: 200,
      headers: { 'content-type': HTML, 'content-security-policy': FRAME_POLICY },
      body: '<!doctype html><title>Partner</title>',
    };
  }
  return wants === 'script' ? file('text/javascript; charset=utf-8', '') : image();
}

function note(test: RunningTest, { incoming, now, changed }: Asked, by: PixelCall['by'], url: string): void {
  if (test.calls.length >= MOST_CALLS) return;
  test.calls.push(calledBy(test, by, url, incoming, now));
  changed();
}

function image(): TestReply {
  return { status: 200, headers: { 'content-type': 'image/gif' }, body: GIF };
}

function file(type: string, body: string): TestReply {
  return { status: 200, headers: { 'content-type': type }, body };
}
