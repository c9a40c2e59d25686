import { utilityProcess } from 'electron';
import { z } from 'zod';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import { DeskError } from '#shared/ipc/errors.ts';

const addresses = z.object({
  invocaUrl: z.url(),
  receiverUrl: z.url(),
  controlUrl: z.url(),
  networkId: z.string(),
  tokens: z.object({ network: z.string() }),
  spcUrl: z.url(),
  spcUser: z.string(),
  spcKey: z.string(),
  spcCustomer: z.string(),
  followersUrl: z.url(),
  followersToken: z.string(),
  followersUserId: z.string(),
  tuneUrl: z.url(),
  tuneNetworkId: z.string(),
  tuneToken: z.string(),
});

/** Where the practice network is reached and with what. */
export type PracticeAddresses = z.infer<typeof addresses>;

/** The practice network's own process. */
export interface PracticeProcess {
  readonly addresses: PracticeAddresses;
  /** Ends it; resolves when it is gone. */
  stop(): Promise<void>;
}

const START_LIMIT_MS = 20_000;
const STOP_LIMIT_MS = 1000;

/**
 * Starts the practice network in a process of its own and waits for its addresses. The process ends with the app,
 * however that ends.
 * @throws DeskError network_fault when it does not come up
 */
export async function startPracticeProcess(parts: {
  readonly script: string;
  readonly args: readonly string[];
  readonly log: EngineLog;
}): Promise<PracticeProcess> {
  const child = utilityProcess.fork(parts.script, [...parts.args], {
    serviceName: 'Switchboard practice network',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const gone = new Promise<number>((resolve) => child.once('exit', resolve));
  child.stderr?.on('data', (bytes: Buffer) => parts.log.warn(bytes.toString('utf8').trim()));

  const told = new Promise<PracticeAddresses>((resolve, reject) => {
    const timer = setTimeout(() => reject(failed('It said nothing in time.')), START_LIMIT_MS);
    child.once('message', (message: unknown) => {
      clearTimeout(timer);
      const read = addresses.safeParse(message);
      if (read.success) resolve(read.data);
      else reject(failed('It said something unexpected.'));
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(failed(`It ended with code ${code}.`));
    });
  });

  const stop = async (): Promise<void> => {
    child.kill();
    const timer = new Promise<void>((resolve) => setTimeout(resolve, STOP_LIMIT_MS));
    await Promise.race([gone, timer]);
  };
  try {
    return { addresses: await told, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function failed(why: string): DeskError {
  return new DeskError('network_fault', `The practice network could not be started. ${why}`);
}
