import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Clock } from '#main/engine/ports/clock.ts';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import type { VisitDesk } from '#main/engine/ports/visit-desk.ts';
import type { EndpointView } from '#shared/ipc/visits.ts';
import { visitAnswers } from './answer-visits.ts';
import type { Reply } from './answer-visits.ts';
import { EndpointRefusal } from './endpoint-refusal.ts';
import { playFiles } from './play-files.ts';
import { playTickets } from './play-tickets.ts';
import { requireOwnHost } from './request-origin.ts';

/** The endpoint on this machine that sites speak to; see docs/decisions/0008-loopback-endpoint.md. */
export interface VisitEndpoint {
  view(): EndpointView;
  /** Listens on the port, or stops listening. Settles when that is done, well or not: the view says which. */
  configure(wanted: { readonly on: boolean; readonly port: number }): Promise<void>;
  /** The address of the page that plays a visit to a site; null while nothing is served. */
  playAddress(siteId: number): string | null;
  stop(): Promise<void>;
}

const ADDRESS = '127.0.0.1';
const ALWAYS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

export function createVisitEndpoint(parts: {
  /** The visits of the workspace that is open; null while none is. */
  readonly visits: () => VisitDesk | null;
  /** Where the page that plays a visit lies. */
  readonly folder: string;
  readonly clock: Clock;
  readonly log: EngineLog;
  readonly onState: () => void;
}): VisitEndpoint {
  const tickets = playTickets(parts.clock);
  const files = playFiles(parts.folder);
  const answer = visitAnswers({
    visits: parts.visits,
    tickets,
    clock: parts.clock,
    failed: (error) => parts.log.error('A site could not be answered.', error),
  });
  let server: Server | null = null;
  let view: EndpointView = { state: 'off', port: 0, address: '', reason: '' };
  let turn: Promise<void> = Promise.resolve();

  const replyTo = async (incoming: IncomingMessage, port: number): Promise<Reply | FileReply> => {
    try {
      requireOwnHost(incoming, port);
      const base = `http://${ADDRESS}:${port}`;
      if (!URL.canParse(incoming.url ?? '', base)) {
        throw new EndpointRefusal(400, 'invalid_input', 'This is no address.');
      }
      const url = new URL(incoming.url ?? '', base);
      const file = incoming.method === 'GET' ? files(url.pathname) : null;
      return file ? { status: 200, ...(await file) } : await answer(incoming, url, port);
    } catch (error) {
      if (!(error instanceof EndpointRefusal)) throw error;
      const { status, code, message } = error;
      return { status, headers: {}, body: JSON.stringify({ error: { code, message, field: null } }) };
    }
  };
  const serve = (incoming: IncomingMessage, outgoing: ServerResponse, port: number): void => {
    replyTo(incoming, port)
      .then((reply) => {
        // What was not read of a body is not waited for.
        const unread = incoming.complete ? {} : { connection: 'close' };
        outgoing.writeHead(reply.status, { ...ALWAYS, ...reply.headers, ...unread });
        outgoing.end(reply.body);
      })
      .catch((error: unknown) => {
        parts.log.error('A request of a site could not be answered.', error);
        outgoing.destroy();
      });
  };
  const close = async (): Promise<void> => {
    const closing = server;
    server = null;
    if (!closing) return;
    await new Promise<void>((resolve) => {
      closing.close(() => resolve());
      closing.closeAllConnections();
    });
  };
  const listen = async (port: number): Promise<void> => {
    const opening = createServer(
      {
        maxHeaderSize: 8 * 1024,
        headersTimeout: 5_000,
        requestTimeout: 10_000,
        keepAliveTimeout: 5_000,
        connectionsCheckingInterval: 2_000,
      },
      (incoming, outgoing) => serve(incoming, outgoing, view.port),
    );
    opening.maxConnections = 100;
    await new Promise<void>((resolve, reject) => {
      opening.once('error', reject);
      opening.listen(port, ADDRESS, () => resolve());
    });
    opening.on('error', (error) => parts.log.error('The endpoint for sites is in trouble.', error));
    const bound = opening.address();
    const actual = bound !== null && typeof bound === 'object' ? bound.port : port;
    server = opening;
    view = { state: 'listening', port: actual, address: `http://${ADDRESS}:${actual}`, reason: '' };
  };
  const become = async (wanted: { readonly on: boolean; readonly port: number }): Promise<void> => {
    if (wanted.on && view.state === 'listening' && view.port === wanted.port) return;
    await close();
    view = { state: 'off', port: wanted.port, address: '', reason: '' };
    if (wanted.on) {
      await listen(wanted.port).catch((error: unknown) => {
        view = { ...view, state: 'failed', reason: reasonOf(error, wanted.port) };
        parts.log.warn(`The endpoint for sites is not served: ${view.reason}`);
      });
    }
    parts.onState();
  };
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    turn = turn.then(work, work);
    return turn;
  };
  return {
    view: () => view,
    configure: (wanted) => inTurn(() => become(wanted)),
    playAddress: (siteId) =>
      view.state === 'listening' ? `${view.address}/play#${tickets.issue(siteId)}` : null,
    stop: () => inTurn(close),
  };
}

interface FileReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function reasonOf(error: unknown, port: number): string {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') return `Port ${port} is used by another program. Choose another one.`;
  if (code === 'EACCES') return `This system does not let the app use port ${port}. Choose one above 1023.`;
  return `Port ${port} could not be opened.`;
}
