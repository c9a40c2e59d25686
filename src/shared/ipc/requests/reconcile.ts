import { z } from 'zod';
import {
  chosenFile,
  fileMapping,
  filePreview,
  fileRole,
  reconcileDraft,
  reconcileExportRequest,
  reconcileRow,
  reconcileRun,
  rowFilter,
  rowPageRequest,
  rowTotals,
  watchedFolder,
} from '../reconcile.ts';
import { currency, instant, nothing, recordId } from '../scalars.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const digest = z.string().length(64);
const account = z.object({ id: recordId, name: z.string(), currency, zone: z.string().nullable() });

/** What the window may ask about reconciliations. */
export const reconcileRequests = {
  /** The accounts that can be a side. */
  'reconcile.accounts': {
    input: nothing,
    output: z.object({ invoca: z.array(account), tune: z.array(account) }),
  },
  /** Asks the person for a file and keeps it; null when they choose none. */
  'reconcile.chooseFile': { input: z.strictObject({ role: fileRole }), output: chosenFile.nullable() },
  /** A file that is kept already, such as one that came into the watched folder. */
  'reconcile.keptFile': { input: z.strictObject({ digest, role: fileRole }), output: chosenFile },
  'reconcile.previewFile': {
    input: z.strictObject({ digest, role: fileRole, mapping: fileMapping }),
    output: filePreview,
  },
  'reconcile.start': { input: reconcileDraft, output: z.object({ id: recordId }) },
  /** Runs it once more, with sides read anew. */
  'reconcile.repeat': { input: byId, output: z.object({ id: recordId }) },
  'reconcile.cancel': { input: byId, output: done },
  'reconcile.runs': { input: nothing, output: z.array(reconcileRun) },
  'reconcile.run': { input: byId, output: reconcileRun },
  'reconcile.remove': { input: byId, output: done },
  'reconcile.rows': { input: rowPageRequest, output: z.object({ rows: z.array(reconcileRow) }) },
  'reconcile.rowTotals': {
    input: z.strictObject({ runId: recordId, filter: rowFilter }),
    output: rowTotals,
  },
  'reconcile.row': {
    input: z.strictObject({ runId: recordId, place: z.int().nonnegative() }),
    output: reconcileRow,
  },
  /** Accepts lines as they are, with a note; null takes the acceptance back. Answers how many lines it concerns. */
  'reconcile.accept': {
    input: z.strictObject({
      runId: recordId,
      lines: z.union([
        z.strictObject({ places: z.array(z.int()).min(1).max(500) }),
        z.strictObject({ filter: rowFilter }),
        /** Those accepted together at that instant. */
        z.strictObject({ acceptedAt: instant }),
      ]),
      note: z.string().trim().max(500).nullable(),
    }),
    output: z.object({ count: z.int(), at: instant }),
  },
  /** Asks the person for a file; none is written when they choose none. */
  'reconcile.export': {
    input: reconcileExportRequest,
    output: z.object({ file: z.string().nullable(), rows: z.int() }),
  },
  'reconcile.folder': { input: nothing, output: watchedFolder },
  /** Asks the person for the folder to watch; nothing changes when they choose none. */
  'reconcile.chooseFolder': { input: nothing, output: watchedFolder },
  'reconcile.leaveFolder': { input: nothing, output: watchedFolder },
  'reconcile.ignoreArrival': { input: byId, output: done },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
