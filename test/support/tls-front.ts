import { once } from 'node:events';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { OwnCertificate } from './own-certificate.ts';

/** A server that takes https and hands each request on to a port of this machine. */
export interface TlsFront {
  readonly port: number;
  stop(): Promise<void>;
}

/** Puts TLS before a server of plain http on this machine. */
export async function startTlsFront(
  { key, cert }: Pick<OwnCertificate, 'key' | 'cert'>,
  behind: number,
): Promise<TlsFront> {
  const server = createServer({ key, cert }, (incoming, outgoing) => {
    const { method, url, headers } = incoming;
    const inner = request({ host: '127.0.0.1', port: behind, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    inner.on('error', () => outgoing.destroy());
    incoming.pipe(inner);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return {
    port: address.port,
    async stop() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
