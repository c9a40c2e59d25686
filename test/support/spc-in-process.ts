import { NoAnswer } from '#main/networks/http/http-send.ts';
import type { HttpSend } from '#main/networks/http/http-send.ts';
import { createSpcService } from '#main/sandbox/spc/spc-service.ts';
import type { SpcService } from '#main/sandbox/spc/spc-service.ts';

/** What happens to one exchange with the server: its answer, no connection, a lost answer, or trouble in front of it. */
export type Mishap = 'none' | 'unsent' | 'lost' | 'gateway';

/** The practice network's SPC server, asked without a socket, so that a test can lose any answer at no cost of time. */
export interface InProcessSpc {
  readonly service: SpcService;
  readonly send: HttpSend;
  readonly key: string;
  /** What happens to the next exchanges, in order; after them all goes well. */
  readonly mishaps: Mishap[];
  /** Exchanges the server saw. */
  readonly seen: () => number;
}

/** A server whose clock is the test's. */
export function inProcessSpc(clock: () => number, options: { readonly rate?: number } = {}): InProcessSpc {
  const service = createSpcService(7, clock, { rate: { perSecond: options.rate ?? 0 } });
  const mishaps: Mishap[] = [];
  let seen = 0;
  const send: HttpSend = async ({ method, url, headers, body, signal }) => {
    const mishap = mishaps.shift() ?? 'none';
    await Promise.resolve();
    if (signal.aborted) throw new NoAnswer('cancelled', 'the request was cancelled');
    if (mishap === 'unsent') throw new NoAnswer('unreachable', 'the connection was refused', undefined, true);
    const date = { date: new Date(service.clock()).toUTCString() };
    if (mishap === 'gateway') {
      return { status: 502, headers: { ...date, 'content-type': 'text/html' }, body: Buffer.from('<html>') };
    }
    const bytes = Buffer.from(body ?? '');
    seen += 1;
    const reply = service.server.answer({
      at: clock(),
      method,
      target: url.pathname,
      url,
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
      ),
      body: bytes.toString('utf8'),
      bytes,
    });
    if (mishap === 'lost') throw new NoAnswer('cut', 'the connection was cut before the answer was whole');
    return { status: reply.status, headers: { ...date, ...reply.headers }, body: Buffer.from(reply.body) };
  };
  return { service, send, mishaps, key: service.world.users[0]?.key ?? '', seen: () => seen };
}
