import { parentPort, workerData } from 'node:worker_threads';
import { decodeTransactionPage } from './networks/invoca/transaction-page.ts';
import type { ThreadRole } from './store/threads/messages.ts';
import { runStoreThread } from './store/threads/store-thread-main.ts';

/** The store's thread: the one place where the store meets a network's page decoder. */
if (!parentPort) throw new Error('This script runs as a worker thread of the store.');
const role: ThreadRole = workerData;
await runStoreThread(parentPort, role, decodeTransactionPage);
