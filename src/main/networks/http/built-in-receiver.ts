import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { ArrivedRequest, BuiltInReceiver } from '#main/engine/ports/built-in-receiver.ts';

const BODY_KEPT = 64 * 1024;

/** Opens a receiver on a free port of this machine's own address. */
export async function openBuiltInReceiver(): Promise<BuiltInReceiver> {
  const arrived: ArrivedRequest[] = [];
  const server = createServer((request, response) => {
    void bodyStart(request).then(
      (body) => {
        arrived.push({
          line: `${request.method ?? ''} ${request.url ?? ''} HTTP/${request.httpVersion}`,
          headers: headerLines(request.rawHeaders),
          body,
        });
        response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('OK');
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((opened, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', opened);
  });
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The built-in receiver listens on no port.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    arrived: () => [...arrived],
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function bodyStart(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request) {
    const part: unknown = chunk;
    if (!Buffer.isBuffer(part) || length >= BODY_KEPT) continue;
    chunks.push(part.subarray(0, BODY_KEPT - length));
    length += part.length;
  }
  return Buffer.concat(chunks).toString('utf8');
}

function headerLines(raw: readonly string[]): string {
  return Array.from(
    { length: raw.length / 2 },
    (_, k) => `${raw[2 * k] ?? ''}: ${raw[2 * k + 1] ?? ''}`,
  ).join('\n');
}
