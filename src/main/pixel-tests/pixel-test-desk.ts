import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { EndpointRefusal } from '#main/visit-endpoint/endpoint-refusal.ts';
import { requireOwnHost } from '#main/visit-endpoint/request-origin.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { PixelTestView } from '#shared/ipc/pixel-tests.ts';
import { answerTest } from './answer-test.ts';
import type { TestReply } from './answer-test.ts';
import { expectedOf } from './test-page.ts';
import type { PixelTestPlan, RunningTest } from './running-test.ts';

/** Pages on this machine that load a goal's code and tell what was called. See docs/decisions/0008. */
export interface PixelTestDesk {
  /** Serves a page for the plan. @throws DeskError conflict when no port can be opened */
  open(plan: PixelTestPlan): Promise<PixelTestView>;
  /** @throws DeskError not_found when the test is over */
  view(testId: string): PixelTestView;
  close(testId: string): Promise<void>;
  stop(): Promise<void>;
}

const ADDRESS = '127.0.0.1';
const MOST_TESTS = 10;
const IDLE_MS = 60 * 60_000;
const ALWAYS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
} as const;

/** Listens only while a test is open. `onCall` is told when what a test shows has changed. */
export function pixelTestDesk(parts: {
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly onCall: () => void;
}): PixelTestDesk {
  const tests = new Map<string, RunningTest>();
  let serving: Promise<{ readonly server: Server; readonly port: number }> | null = null;
  let port = 0;

  const origin = (): string => `http://${ADDRESS}:${port}`;
  const viewOf = (test: RunningTest): PixelTestView => {
    const asked = new Set(test.calls.map(({ url }) => url));
    const called = test.calls.some(({ by }) => by === 'goal');
    return {
      testId: test.id,
      address: `${origin()}/t/${test.id}`,
      state: called ? 'called' : test.opened ? 'opened' : 'waiting',
      calls: test.calls,
      expected: expectedOf(test).filter(({ by, url }) => (by === 'goal' ? !called : !asked.has(url))),
    };
  };
  const reply = (incoming: IncomingMessage): TestReply => {
    try {
      requireOwnHost(incoming, port);
      if (!URL.canParse(incoming.url ?? '', origin())) {
        throw new EndpointRefusal(400, 'invalid_input', 'This is no address.');
      }
      return answerTest({
        url: new URL(incoming.url ?? '', origin()),
        incoming,
        origin: origin(),
        now: parts.clock(),
        testOf: (id) => tests.get(id) ?? null,
        changed: parts.onCall,
      });
    } catch (error) {
      if (!(error instanceof EndpointRefusal)) throw error;
      return { status: error.status, headers: { 'content-type': 'text/plain' }, body: error.message };
    }
  };
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse): void => {
    // No body is of use here, and none is waited for.
    incoming.resume();
    const { status, headers, body } = reply(incoming);
    outgoing.writeHead(status, { ...ALWAYS, ...headers });
    outgoing.end(body);
  };
  const listen = async (): Promise<{ readonly server: Server; readonly port: number }> => {
    const server = createServer(
      { maxHeaderSize: 16 * 1024, headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000 },
      (incoming, outgoing) => {
        try {
          serve(incoming, outgoing);
        } catch (error) {
          parts.log.error('A test of a pixel could not be answered.', error);
          outgoing.destroy();
        }
      },
    );
    server.maxConnections = 50;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, ADDRESS, () => resolve());
    });
    server.on('error', (error) => parts.log.error('The tests of pixels are in trouble.', error));
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error('A server without a port.');
    ({ port } = bound);
    return { server, port };
  };
  const stopServing = async (): Promise<void> => {
    const closing = serving;
    serving = null;
    tests.clear();
    const open = await closing?.catch(() => null);
    if (!open) return;
    await new Promise<void>((resolve) => {
      open.server.close(() => resolve());
      open.server.closeAllConnections();
    });
  };
  const forgetOld = (): void => {
    const now = parts.clock();
    for (const [id, { lastAt }] of tests) if (now - lastAt > IDLE_MS) tests.delete(id);
    for (const id of tests.keys()) if (tests.size >= MOST_TESTS) tests.delete(id);
  };

  return {
    async open(plan) {
      serving ??= listen();
      await serving.catch((cause: unknown) => {
        serving = null;
        throw new DeskError('conflict', 'No port of this machine could be opened for the test page.', {
          cause,
        });
      });
      forgetOld();
      const test: RunningTest = {
        ...plan,
        id: randomBytes(16).toString('hex'),
        lastAt: parts.clock(),
        opened: false,
        calls: [],
      };
      tests.set(test.id, test);
      return viewOf(test);
    },
    view(testId) {
      const test = tests.get(testId);
      if (!test) throw new DeskError('not_found', 'This test is over. Open another one.');
      test.lastAt = parts.clock();
      return viewOf(test);
    },
    async close(testId) {
      tests.delete(testId);
      if (tests.size === 0) await stopServing();
    },
    stop: stopServing,
  };
}
