import { z } from 'zod';
import {
  changePreview,
  conflictRule,
  conflictWinner,
  decisionAct,
  decisionChange,
  decisionConflict,
  decisionPreview,
  decisionReason,
  decisionTarget,
  statusMapChanges,
  statusMapView,
} from '../decisions.ts';
import { pageLimit, recordId } from '../scalars.ts';

/** Requests about decisions, conflicts and status maps. */
export const decisionRequests = {
  'decisions.preview': {
    input: z.strictObject({ target: decisionTarget, change: decisionChange }),
    output: decisionPreview,
  },
  'decisions.carryOut': {
    input: z.strictObject({ ticket: z.string().max(40), reason: decisionReason }),
    output: decisionAct,
  },
  'decisions.undo': { input: z.strictObject({ id: recordId }), output: decisionAct },
  'decisions.acts': {
    input: z.strictObject({ before: recordId.nullable(), limit: pageLimit }),
    output: z.array(decisionAct),
  },
  'decisions.conflicts': {
    input: z.strictObject({ after: z.int().nonnegative(), limit: pageLimit }),
    output: z.object({ count: z.int(), rows: z.array(decisionConflict) }),
  },
  'decisions.settle': {
    input: z.strictObject({
      ids: z.array(recordId).min(1).max(5000),
      winner: conflictWinner,
      reason: decisionReason,
    }),
    output: decisionAct,
  },
  'decisions.setRule': {
    input: z.strictObject({ networkId: recordId, rule: conflictRule }),
    output: z.object({}),
  },
  'statusMaps.get': { input: z.strictObject({ networkId: recordId }), output: statusMapView },
  'statusMaps.preview': { input: statusMapChanges, output: changePreview },
  'statusMaps.change': { input: statusMapChanges.extend({ reason: decisionReason }), output: decisionAct },
} as const satisfies Record<string, { input: z.ZodType; output: z.ZodType }>;
