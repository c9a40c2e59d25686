import { BadPracticeArguments, readPracticeArguments } from './arguments.ts';
import { startPracticeNetwork, type PracticeNetwork } from './practice-network.ts';

/**
 * The practice network's own process. It says where it is in one line of JSON on standard output, and the
 * same to its parent by message when there is a channel; it ends on SIGTERM, SIGINT, or when that channel
 * closes, so that it never outlives who started it.
 */

/** The part of Electron's `process.parentPort` that is used here. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'close', listener: () => void): unknown;
}

function isParentPort(value: unknown): value is ParentPort {
  return typeof value === 'object' && value !== null && 'postMessage' in value && 'on' in value;
}

function endWith(network: PracticeNetwork, untilStdinCloses: boolean): void {
  let ending = false;
  const end = (): void => {
    if (ending) return;
    ending = true;
    void network.stop().then(() => process.exit(0));
  };
  process.once('SIGTERM', end);
  process.once('SIGINT', end);
  process.once('disconnect', end);
  const parentPort: unknown = Reflect.get(process, 'parentPort');
  if (isParentPort(parentPort)) parentPort.on('close', end);
  if (untilStdinCloses) process.stdin.once('end', end).once('close', end).resume();
}

function announce(network: PracticeNetwork): void {
  const { addresses } = network;
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
  process.send?.(addresses);
  const parentPort: unknown = Reflect.get(process, 'parentPort');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Electron, not a window
  if (isParentPort(parentPort)) parentPort.postMessage(addresses);
}

async function run(): Promise<void> {
  try {
    const { network: options, untilStdinCloses } = readPracticeArguments(process.argv.slice(2));
    const network = await startPracticeNetwork(options);
    endWith(network, untilStdinCloses);
    announce(network);
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    process.stderr.write(`practice network: ${told}\n`);
    process.exit(error instanceof BadPracticeArguments ? 2 : 1);
  }
}

void run();
