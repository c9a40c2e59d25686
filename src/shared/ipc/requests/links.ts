import { z } from 'zod';
import {
  linkFile,
  linkPlan,
  linkPlanRegister,
  linkPlanRows,
  linkPlanRowsRequest,
  linkPlanSave,
  linkTemplate,
  linkTemplateDraft,
} from '../link-bulk.ts';
import {
  followAnswer,
  followRequest,
  linkDetail,
  linkDraft,
  linkLimits,
  linkPage,
  linkPageRequest,
  linkPlaceDraft,
  linkRow,
  linkStandingAnswer,
  linkStandingRequest,
  networkLinkLimits,
} from '../links.ts';
import { nothing, recordId } from '../scalars.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const savedFile = z.object({ file: z.string().nullable() });

/** What the window may ask about tracking links: the register, following them, making many, their QR codes. */
export const linkRequests = {
  'links.page': { input: linkPageRequest, output: linkPage },
  'links.detail': { input: byId, output: linkDetail },
  'links.save': { input: linkDraft, output: linkRow },
  'links.remove': { input: byId, output: done },
  /** Takes a removal back. */
  'links.restore': { input: byId, output: done },
  'links.removeBatch': {
    input: z.strictObject({ batchId: recordId }),
    output: z.object({ links: z.int() }),
  },
  'links.savePlace': { input: linkPlaceDraft, output: done },
  'links.removePlace': { input: byId, output: done },
  'links.watch': { input: byId.extend({ watched: z.boolean() }), output: done },
  'links.standing': { input: linkStandingRequest, output: linkStandingAnswer },
  'links.limits': { input: nothing, output: z.array(networkLinkLimits) },
  'links.setLimits': { input: linkLimits, output: done },
  /** Follows a link from this machine; another one under way is stopped. */
  'links.follow': { input: followRequest, output: followAnswer },
  'links.stopFollow': { input: nothing, output: done },
  'links.saveQr': {
    input: z.strictObject({ link: z.string().min(1).max(2331), format: z.enum(['svg', 'png']) }),
    output: savedFile,
  },
  /** Puts the code on the clipboard as a picture. */
  'links.copyQr': { input: z.strictObject({ link: z.string().min(1).max(2331) }), output: done },

  'linkTemplates.list': { input: nothing, output: z.array(linkTemplate) },
  'linkTemplates.save': { input: linkTemplateDraft, output: linkTemplate },
  'linkTemplates.remove': { input: byId, output: done },

  /** Asks for a file; null when none is chosen. */
  'linkBulk.chooseFile': {
    input: nothing,
    output: z.object({ ticket: z.string(), fileName: z.string() }).nullable(),
  },
  'linkBulk.plan': { input: linkFile, output: linkPlan },
  'linkBulk.rows': { input: linkPlanRowsRequest, output: linkPlanRows },
  'linkBulk.save': { input: linkPlanSave, output: savedFile.extend({ rows: z.int() }) },
  'linkBulk.register': {
    input: linkPlanRegister,
    output: z.object({ batchId: recordId, links: z.int() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
