import { parentPort, workerData } from 'node:worker_threads';
import { customFieldsOf } from './networks/invoca/custom-fields.ts';
import { decodeTransactionPage } from './networks/invoca/transaction-page.ts';
import { isThreadRole } from './store/threads/messages.ts';
import { runStoreThread } from './store/threads/store-thread-main.ts';

/** The store's thread: the one place where the store meets a network's page decoder. */
const role: unknown = workerData;
if (!parentPort || !isThreadRole(role)) throw new Error('This script runs as a worker thread of the store.');
runStoreThread(parentPort, role, decodeTransactionPage, customFieldsOf);
