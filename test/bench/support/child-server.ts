import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, so that what is measured shares no thread with it. */
export interface ChildServer {
  readonly origin: string;
  stop(): void;
}

/** Starts a script that prints its port as its first line. */
export async function startChildServer(script: URL, args: readonly string[]): Promise<ChildServer> {
  const child = spawn(process.execPath, [fileURLToPath(script), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  for await (const line of lines) {
    lines.close();
    return { origin: `http://127.0.0.1:${line.trim()}`, stop: () => child.kill() };
  }
  throw new Error(`${script.pathname} ended before it said its port.`);
}
