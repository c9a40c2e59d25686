import { parentPort } from 'node:worker_threads';
import { serveBench } from './engine/reconcile/bench-thread.ts';
import { reconcileBench } from './engine/reconcile/bench.ts';
import { decodeTransactionPage } from './networks/invoca/transaction-page.ts';

/** The thread of one reconciliation: where its bench meets a network's page decoder. */
if (!parentPort) throw new Error('This script runs as a worker thread of a reconciliation.');
serveBench(parentPort, reconcileBench(decodeTransactionPage));
