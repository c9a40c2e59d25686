import { z } from 'zod';
import type { StoredCell } from '#main/engine/ports/reconcile-store.ts';
import { reconcileCell } from '#shared/ipc/reconcile.ts';
import type { ReconcileCell } from '#shared/ipc/reconcile.ts';

const { line, recordId, invocaId, callId, status, payout, currency, at, number, rawResult } =
  reconcileCell.shape;

const cell: z.ZodType<ReconcileCell, StoredCell> = z
  .tuple([line, recordId, invocaId, callId.nullable(), status, payout, currency, at, number, rawResult])
  .transform((stored): ReconcileCell => ({
    line: stored[0],
    recordId: stored[1],
    invocaId: stored[2],
    callId: stored[3] ?? stored[2],
    status: stored[4],
    payout: stored[5],
    currency: stored[6],
    at: stored[7],
    number: stored[8],
    rawResult: stored[9],
  }));

/** Reads the cells of a line, of every side one or null; those of lines stored as objects in the beginning, too. */
export const storedCells = z.array(z.union([cell, reconcileCell]).nullable());
