import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const message = z.object({
  id: z.number().optional(),
  method: z.string().optional(),
  params: z.unknown().optional(),
  result: z.unknown().optional(),
});
const evaluated = z.object({ result: z.object({ value: z.unknown() }) });
const targets = z.array(z.object({ type: z.string(), webSocketDebuggerUrl: z.string().optional() }));
const browser = z.object({ webSocketDebuggerUrl: z.string() });

/** A line to something that can be debugged: a page, the browser, or the main program. */
export interface DevTools {
  send(method: string, params?: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** What an expression comes to; promises are waited for. */
  evaluate(expression: string): Promise<unknown>;
  /** Hears one kind of event. */
  on(method: string, listener: (params: unknown) => void): void;
  close(): void;
}

/** Opens a line to an address that a debugging port told. */
export async function openDevTools(url: string): Promise<DevTools> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('The page could not be reached.')), {
      once: true,
    });
  });
  const waiting = new Map<number, (result: unknown) => void>();
  const listeners = new Map<string, (params: unknown) => void>();
  socket.addEventListener('message', (event: MessageEvent) => {
    const { id, method, params, result } = message.parse(JSON.parse(String(event.data)));
    if (method !== undefined) listeners.get(method)?.(params);
    if (id === undefined) return;
    waiting.get(id)?.(result);
    waiting.delete(id);
  });
  let last = 0;
  const send: DevTools['send'] = (method, params = {}) => {
    const id = ++last;
    socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => waiting.set(id, resolve));
  };
  return {
    send,
    async evaluate(expression) {
      const options = { expression, returnByValue: true, awaitPromise: true };
      return evaluated.safeParse(await send('Runtime.evaluate', options)).data?.result.value;
    },
    on: (method, listener) => void listeners.set(method, listener),
    close: () => socket.close(),
  };
}

/** The address of the first thing of a kind behind a debugging port, as soon as there is one. */
export async function targetAddress(port: number, type: string): Promise<string> {
  return within(async () => {
    const answer = await fetch(`http://127.0.0.1:${port}/json/list`).catch(() => null);
    if (!answer?.ok) return undefined;
    return targets.parse(await answer.json()).find((target) => target.type === type)?.webSocketDebuggerUrl;
  });
}

/** The address of the browser itself, which traces all processes. */
export async function browserAddress(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/version`);
  return browser.parse(await answer.json()).webSocketDebuggerUrl;
}

const LONGEST_MS = 60_000;

async function within(look: () => Promise<string | undefined>): Promise<string> {
  const end = performance.now() + LONGEST_MS;
  while (performance.now() < end) {
    const found = await look();
    if (found) return found;
    await delay(4);
  }
  throw new Error('Nothing to debug appeared within a minute.');
}
