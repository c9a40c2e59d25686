import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Answers one request of a test; `url` is parsed for it. */
export type Answerer = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

/** A server on loopback that answers as the test says and remembers what it was asked. */
export interface ScriptedServer {
  readonly origin: string;
  readonly asked: { readonly url: URL; readonly headers: IncomingMessage['headers'] }[];
  /** What the next requests are answered by, in order; the last one stays. */
  answer(...answerers: readonly Answerer[]): void;
  close(): Promise<void>;
}

/** Starts a scripted server on a free port. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const asked: ScriptedServer['asked'] = [];
  let script: readonly Answerer[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    asked.push({ url, headers: request.headers });
    const [next, ...rest] = script;
    if (rest.length > 0) script = rest;
    if (!next) {
      response.writeHead(500).end('nothing scripted');
      return;
    }
    void next(request, response, url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    asked,
    answer(...answerers) {
      script = answerers;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with JSON. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answerer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(value));
  };
}

/** Answers with text as it is. */
export function text(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answerer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html', ...headers });
    response.end(body);
  };
}

/** Never answers. */
export const hang: Answerer = () => undefined;

/** Cuts the connection before anything is sent. */
export const cut: Answerer = (request) => {
  request.socket.destroy();
};

/** Promises more than it sends, then cuts the connection. */
export const cutInTheMiddle: Answerer = (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('[{"transaction_id":"7B21D04E-5A9C31F2",', () => request.socket.destroy());
};
