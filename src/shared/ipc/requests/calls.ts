import { z } from 'zod';
import {
  callColumn,
  callDetail,
  callExportRequest,
  callExportResult,
  callField,
  callFilter,
  callGroups,
  callGroupsRequest,
  callPage,
  callPageRequest,
  callTotals,
  callValue,
  deletionPreview,
  deletionScope,
  importMapping,
  importOptions,
  importPreview,
  importResult,
  savedView,
  savedViewDraft,
} from '../calls.ts';
import { nothing, recordId } from '../scalars.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const ticket = z.string().max(80);

/** What the window may ask about calls. */
export const callRequests = {
  'calls.page': { input: callPageRequest, output: callPage },
  'calls.totals': { input: z.strictObject({ filter: callFilter }), output: callTotals },
  'calls.groups': { input: callGroupsRequest, output: callGroups },
  'calls.fields': { input: nothing, output: z.array(callField) },
  'calls.values': {
    input: z.strictObject({ column: callColumn, text: z.string().max(100) }),
    output: z.array(callValue),
  },
  'calls.detail': { input: byId, output: callDetail },
  'calls.setOrder': {
    input: byId.extend({ ordered: z.boolean().nullable() }),
    output: done,
  },
  /** Asks the person for a file; none is written when they choose none. */
  'calls.export': { input: callExportRequest, output: callExportResult },
  'calls.views': { input: nothing, output: z.array(savedView) },
  'calls.saveView': { input: savedViewDraft, output: savedView },
  'calls.removeView': { input: byId, output: done },
  /** The accounts that calls of a file can belong to. */
  'calls.accounts': { input: nothing, output: z.array(z.object({ id: recordId, name: z.string() })) },
  /** Asks the person for a file; null when they choose none. */
  'calls.chooseImport': {
    input: nothing,
    output: z
      .object({ ticket, fileName: z.string(), head: z.array(z.string()), mapping: importMapping })
      .nullable(),
  },
  'calls.previewImport': {
    input: z.strictObject({ ticket, options: importOptions }),
    output: importPreview,
  },
  'calls.import': { input: z.strictObject({ ticket, options: importOptions }), output: importResult },
  'calls.previewDeletion': { input: z.strictObject({ scope: deletionScope }), output: deletionPreview },
  'calls.delete': { input: z.strictObject({ scope: deletionScope }), output: deletionPreview },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
