import { createServer } from 'node:http';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { Socket } from 'node:net';

/** A proxy such as a company's: names behind it are known to it alone. */
export interface CompanyProxy {
  readonly url: string;
  /** What it was asked for, in order: `CONNECT host:port`, or the method and the whole address. */
  readonly asked: readonly string[];
  /** Says no to everything, as a proxy that wants a user does. */
  refuse(status: number | null): void;
  stop(): Promise<void>;
}

/**
 * Starts an HTTP proxy on loopback (RFC 9110 9.3.6). Tunnels lead to the port the name stands for; a name it does not
 * know is answered 502.
 */
export async function startCompanyProxy(names: Readonly<Record<string, number>>): Promise<CompanyProxy> {
  const asked: string[] = [];
  const open = new Set<Socket>();
  let refusal: number | null = null;
  const keep = (socket: Socket): void => {
    open.add(socket);
    socket.once('close', () => open.delete(socket)).on('error', () => socket.destroy());
  };

  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(502).end();
  });
  server.on('connection', keep);
  server.on('connect', (request, client: Socket, first: Buffer) => {
    const target = request.url ?? '';
    asked.push(`CONNECT ${target}`);
    const port = names[target];
    if (refusal !== null || port === undefined) {
      const who = refusal === 407 ? 'Proxy-Authenticate: Basic realm="company"\r\n' : '';
      client.end(`HTTP/1.1 ${refusal ?? 502} Refused\r\n${who}Content-Length: 0\r\n\r\n`);
      return;
    }
    const inside = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      inside.write(first);
      inside.pipe(client).pipe(inside);
    });
    keep(inside);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    refuse(status) {
      refusal = status;
      // Tunnels that stand would go on.
      if (status !== null) for (const socket of open) socket.destroy();
    },
    async stop() {
      if (!server.listening) return;
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
