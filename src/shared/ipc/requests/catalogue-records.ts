import { z } from 'zod';
import { tradeId } from '../campaigns.ts';
import { goalDraft, goalView, pixelDraft, pixelView } from '../goals.ts';
import {
  campaignChoice,
  offerDetail,
  offerDraft,
  offerPage,
  offerPageRequest,
  offerStatusChange,
} from '../offers.ts';
import {
  partnerDetail,
  partnerDraft,
  partnerPage,
  partnerPageRequest,
  partnerStatusChange,
  subIdConvention,
} from '../partners.ts';
import { importPlan, importRequest, importRows, importRowsRequest } from '../record-import.ts';
import { nothing, recordId } from '../scalars.ts';
import { pixelTestDraft, pixelTestView } from '../pixel-tests.ts';

const done = z.object({});
const byId = z.strictObject({ id: recordId });
const saved = z.object({ id: recordId });
const byTest = z.strictObject({ testId: z.string().max(80) });

/** What the window may ask about offers, partners, goals and pixels. */
export const catalogueRecordRequests = {
  'offers.page': { input: offerPageRequest, output: offerPage },
  'offers.detail': { input: byId, output: offerDetail },
  'offers.campaigns': {
    input: z.strictObject({ text: z.string().max(100).optional() }),
    output: z.array(campaignChoice),
  },
  'offers.save': { input: offerDraft, output: saved },
  'offers.setStatus': { input: offerStatusChange, output: done },
  'offers.remove': { input: byId, output: done },

  'partners.page': { input: partnerPageRequest, output: partnerPage },
  'partners.detail': { input: byId, output: partnerDetail },
  /** Which sub id carries what for the partner; nothing when nobody said, or several accounts have the id. */
  'partners.conventions': {
    input: z.strictObject({ partnerId: tradeId }),
    output: z.array(subIdConvention),
  },
  'partners.save': { input: partnerDraft, output: saved },
  'partners.setStatus': { input: partnerStatusChange, output: done },
  'partners.remove': { input: byId, output: done },

  'goals.save': { input: goalDraft, output: goalView },
  'goals.remove': { input: byId, output: done },
  'pixels.save': { input: pixelDraft, output: pixelView },
  'pixels.remove': { input: byId, output: done },

  /** Serves a page on this machine that loads the goal's code, and opens it in the browser. */
  'pixelTests.open': { input: pixelTestDraft, output: pixelTestView },
  /** How far the test is, with every address that was asked. */
  'pixelTests.view': { input: byTest, output: pixelTestView },
  'pixelTests.close': { input: byTest, output: done },

  /** Asks for a file; null when none is chosen. The ticket stands for what was read of it. */
  'imports.chooseFile': {
    input: nothing,
    output: z.object({ ticket: z.string(), fileName: z.string() }).nullable(),
  },
  'imports.plan': { input: importRequest, output: importPlan },
  'imports.rows': { input: importRowsRequest, output: importRows },
  /** Takes in the rows that would add or change something; `skipFaulty` leaves the others out, and says so first. */
  'imports.start': {
    input: z.strictObject({ planId: z.string().max(80), skipFaulty: z.boolean() }),
    output: z.object({ added: z.int(), changed: z.int(), skipped: z.int() }),
  },
  /** Saves the rows with a fault as they were in the file, with what is wrong, where the person says. */
  'imports.saveFaulty': {
    input: z.strictObject({ planId: z.string().max(80) }),
    output: z.object({ file: z.string().nullable(), rows: z.int() }),
  },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
