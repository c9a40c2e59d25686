import type { Clock } from '#main/engine/ports/clock.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ThreadClient } from './thread-client.ts';

/** So often within {@link WITHIN_MS} a thread is started again; what dies more often would die for ever. */
const MOST_RESTARTS = 3;
const WITHIN_MS = 10 * 60 * 1000;

/** What a steady thread is made of. */
export interface SteadyParts {
  readonly start: () => ThreadClient;
  readonly now: Clock;
  /** Told of each death; `lasting` when the thread is not started again. */
  readonly onLoss: (loss: { readonly reason: string; readonly lasting: boolean }) => void;
}

/**
 * A store thread that is started again when it dies. What was under way fails, since nobody knows how far it came;
 * what is asked afterwards waits for the new thread. Dying too often ends it, with the reason in every later error.
 */
export class SteadyThread {
  readonly #parts: SteadyParts;
  #thread: ThreadClient;
  #lost: DeskError | null = null;

  private constructor(parts: SteadyParts, thread: ThreadClient) {
    this.#parts = parts;
    this.#thread = thread;
    void this.#keep();
  }

  /**
   * Starts the thread and waits until it has its file open.
   * @param turn what the file may be opened after; the thread loads what it runs meanwhile
   * @throws DeskError why the file could not be opened, or what `turn` threw
   */
  static async open(parts: SteadyParts, turn: Promise<unknown> = Promise.resolve()): Promise<SteadyThread> {
    const thread = parts.start();
    try {
      await turn;
    } catch (cause) {
      await thread.close();
      throw cause;
    }
    await thread.open();
    return new SteadyThread(parts, thread);
  }

  /** As {@link ThreadClient.call}. @throws DeskError internal when the thread dies meanwhile, or died for good */
  async call(
    method: string,
    args: readonly unknown[],
    transfer: readonly ArrayBuffer[] = [],
  ): Promise<never> {
    if (this.#lost) throw this.#lost;
    const thread = this.#thread;
    await thread.opened();
    return thread.call(method, args, transfer);
  }

  /** Lets the work under way finish, closes the file and ends the thread for good. */
  close(): Promise<void> {
    return this.#thread.close();
  }

  #startAgain(): void {
    this.#thread = this.#parts.start();
    // Every call asks for itself whether this went well.
    this.#thread.open().catch(() => undefined);
  }

  async #keep(): Promise<void> {
    let deaths: readonly number[] = [];
    for (;;) {
      const reason = await this.#thread.death();
      if (reason === null) return;
      const now = this.#parts.now();
      deaths = [...deaths.filter((at) => at > now - WITHIN_MS), now];
      const lasting = deaths.length > MOST_RESTARTS;
      if (lasting) this.#lost = lostForGood(deaths.length, reason);
      else this.#startAgain();
      this.#parts.onLoss({ reason, lasting });
      if (lasting) return;
    }
  }
}

function lostForGood(times: number, reason: string): DeskError {
  const message = `The part of Switchboard that keeps the records stopped ${times} times within ten minutes: ${reason} Quit Switchboard and start it again; what was saved is safe.`;
  return new DeskError('internal', message, { detail: reason });
}
