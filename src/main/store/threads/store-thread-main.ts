import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { CallFieldsReader } from '#main/engine/ports/call-store.ts';
import type { PageDecoder } from '#main/engine/ports/page-decoder.ts';
import { readingAhead } from '../ahead/read-ahead.ts';
import { openWorkspace, openWorkspaceForReading } from '../file/open-workspace.ts';
import { deskReads } from '../reader.ts';
import { deskWrites } from '../writer.ts';
import { BackgroundSettling } from './background-settling.ts';
import { CALLS_CAUGHT_UP, CAUGHT_UP, OPEN, SEALED } from './messages.ts';
import type { ThreadMessage, ThreadRequest, ThreadRole } from './messages.ts';
import { failureOf, serve, serveReads } from './thread-host.ts';

/** How long closing may take for the list of calls, which is brought up to date when the workspace is open again. */
const CALLS_LAST_MS = 400;

/** The same for sealing the history, which waits for a longer quiet, since nobody looks at it while calls arrive. */
const SEAL_LAST_MS = 400;
const SEAL_QUIET_MS = 250;

/** Writes of calls, after which the list of calls follows. */
const CALL_WRITES = ['upsertSessionCalls', 'importCalls', 'setCallOrder', 'deleteCalls'] as const;

/** Writes of decisions, after which the lists and the chain follow. */
const DECISION_WRITES = ['carryOutSome', 'undoSome', 'remapSome'] as const;

/** Runs one store thread: once asked to, opens the file as the role says, tells how that went, and serves until closed. */
export function runStoreThread(
  port: MessagePort,
  role: ThreadRole,
  decode: PageDecoder,
  callFields: CallFieldsReader,
): void {
  port.once('message', ({ method }: ThreadRequest) => {
    if (method === OPEN) void openAndServe(port, role, decode, callFields);
    else port.close();
  });
}

async function openAndServe(
  port: MessagePort,
  role: ThreadRole,
  decode: PageDecoder,
  callFields: CallFieldsReader,
): Promise<void> {
  const say = (message: ThreadMessage): void => port.postMessage(message);
  try {
    if (role.mode === 'writer') await serveWrites(port, role, { decode, callFields }, say);
    else {
      const db = openWorkspaceForReading(role.file);
      const reads = deskReads(db, async () => nextTurn());
      const ahead = readingAhead(decode);
      serveReads(port, db, { ...reads, ...ahead }, ahead.endAhead);
    }
    say({ kind: 'opened' });
  } catch (cause) {
    say({ kind: 'refused', failure: failureOf('open', cause) });
    port.close();
  }
}

async function serveWrites(
  port: MessagePort,
  role: ThreadRole,
  readers: { readonly decode: PageDecoder; readonly callFields: CallFieldsReader },
  say: (message: ThreadMessage) => void,
): Promise<void> {
  const workspace = await openWorkspace(role.file, role.openedAt);
  const { handlers, settling, callSettling, sealing } = deskWrites(workspace.db, readers);
  const unlisted = new Int32Array(role.unlisted);
  const failed = (cause: unknown): void => {
    say({
      kind: 'warning',
      text: `The list could not be brought up to date: ${failureOf('settle', cause).message}`,
    });
  };
  const history = new BackgroundSettling(
    sealing,
    unlisted.subarray(2, 3),
    (cause) => {
      say({
        kind: 'warning',
        text: `The history could not be sealed: ${failureOf('seal', cause).message}`,
      });
    },
    { lastMs: SEAL_LAST_MS, quietMs: SEAL_QUIET_MS, patient: true },
  );
  const calls = new BackgroundSettling(callSettling, unlisted.subarray(1, 2), failed, {
    lastMs: CALLS_LAST_MS,
  });
  const background = new BackgroundSettling(settling, unlisted.subarray(0, 1), failed, {
    onSettled: () => calls.pageCommitted(),
  });
  const { commitPage, commitAhead, releaseCorrections } = handlers;
  const served = {
    ...handlers,
    commitPage: (page: Parameters<typeof commitPage>[0]) => {
      const outcome = commitPage(page);
      background.pageCommitted();
      history.pageCommitted();
      return outcome;
    },
    commitAhead: (page: Parameters<typeof commitAhead>[0]) => {
      const outcome = commitAhead(page);
      background.pageCommitted();
      history.pageCommitted();
      return outcome;
    },
    releaseCorrections: (input: Parameters<typeof releaseCorrections>[0]) => {
      const outcome = releaseCorrections(input);
      background.pageCommitted();
      history.pageCommitted();
      return outcome;
    },
    [CAUGHT_UP]: () => background.caughtUp(),
    [CALLS_CAUGHT_UP]: (mostSlices?: number) => calls.caughtUp(mostSlices),
    [SEALED]: (mostSlices?: number) => history.caughtUp(mostSlices),
  };
  const methods = new Map<string, (...args: readonly never[]) => unknown>(Object.entries(served));
  for (const name of CALL_WRITES) {
    const write = methods.get(name);
    methods.set(name, (...args) => {
      const outcome = write?.(...args);
      background.pageCommitted();
      calls.pageCommitted();
      return outcome;
    });
  }
  for (const name of DECISION_WRITES) {
    const write = methods.get(name);
    methods.set(name, (...args) => {
      const outcome = write?.(...args);
      background.pageCommitted();
      history.pageCommitted();
      return outcome;
    });
  }
  serve(port, {
    handlers: methods,
    longWork: new Set([
      'requestNumbers',
      'requestAllocations',
      'commitPage',
      'commitAhead',
      ...DECISION_WRITES,
      'saveTemplate',
      'saveCatalogue',
      'spreadOverdue',
      'importCalls',
      'deleteCalls',
      'addReconcileLines',
      'finishReconcileRun',
    ]),
    close: () => {
      background.stop();
      calls.stop();
      history.stop();
      workspace.close();
    },
  });
}
