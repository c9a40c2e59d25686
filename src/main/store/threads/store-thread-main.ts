import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { PageDecoder } from '#main/engine/ports/page-decoder.ts';
import { openWorkspace, openWorkspaceForReading } from '../file/open-workspace.ts';
import { deskReads } from '../reader.ts';
import { deskWrites } from '../writer.ts';
import { BackgroundSettling } from './background-settling.ts';
import type { ThreadMessage, ThreadRole } from './messages.ts';
import { failureOf, serve } from './thread-host.ts';

/** The writer's own method, beside the port's: waits until what is committed is listed. */
export const CAUGHT_UP = 'caughtUp';

/** Runs one store thread: opens the file as the role says, tells how that went, and serves until closed. */
export async function runStoreThread(
  port: MessagePort,
  role: ThreadRole,
  decode: PageDecoder,
): Promise<void> {
  const say = (message: ThreadMessage): void => port.postMessage(message);
  try {
    if (role.mode === 'writer') await serveWrites(port, role, decode, say);
    else serveReads(port, role);
    say({ kind: 'opened' });
  } catch (cause) {
    say({ kind: 'refused', failure: failureOf('open', cause) });
    port.close();
  }
}

async function serveWrites(
  port: MessagePort,
  role: ThreadRole,
  decode: PageDecoder,
  say: (message: ThreadMessage) => void,
): Promise<void> {
  const workspace = await openWorkspace(role.file, role.openedAt);
  const { handlers, settling } = deskWrites(workspace.db, decode);
  const background = new BackgroundSettling(settling, new Int32Array(role.unlisted), (cause) => {
    say({
      kind: 'warning',
      text: `The list could not be brought up to date: ${failureOf('settle', cause).message}`,
    });
  });
  const { commitPage, releaseCorrections } = handlers;
  const served = {
    ...handlers,
    commitPage: (page: Parameters<typeof commitPage>[0]) => {
      const outcome = commitPage(page);
      background.pageCommitted();
      return outcome;
    },
    releaseCorrections: (input: Parameters<typeof releaseCorrections>[0]) => {
      const outcome = releaseCorrections(input);
      background.pageCommitted();
      return outcome;
    },
    [CAUGHT_UP]: () => background.caughtUp(),
  };
  serve(port, {
    handlers: new Map<string, (...args: readonly never[]) => unknown>(Object.entries(served)),
    longWork: new Set(['commitPage', 'saveTemplate', 'saveCatalogue', 'spreadOverdue']),
    close: () => {
      background.stop();
      workspace.close();
    },
  });
}

function serveReads(port: MessagePort, role: ThreadRole): void {
  const db = openWorkspaceForReading(role.file);
  const reads = deskReads(db, async () => nextTurn());
  serve(port, {
    handlers: new Map<string, (...args: readonly never[]) => unknown>(Object.entries(reads)),
    longWork: new Set(),
    close: () => {
      db.close();
    },
  });
}
