import type { FieldViolation } from '#shared/domain/spc-fault.ts';
import { fieldsRefused } from './spc-refusal.ts';

const MOST_VIOLATIONS = 50;
const LONGEST_PATH = 120;

/** Collects what is wrong with the fields of one request, so that all of it comes back together. */
export interface Violations {
  add(field: string, reason: FieldViolation['reason'], more?: ViolationDetail): void;
  /** Throws SpcRefusal InvalidField when anything was added. */
  refuseIfAny(): void;
}

/** What may be said of a violation beside its reason. */
export interface ViolationDetail {
  readonly limit?: number;
  readonly detail?: string;
}

function violation(field: string, reason: FieldViolation['reason'], more: ViolationDetail): FieldViolation {
  return {
    field: field.slice(0, LONGEST_PATH),
    reason,
    limit: more.limit ?? null,
    detail: more.detail ?? null,
  };
}

/** Makes an empty collection; past 50 violations further ones are dropped. */
export function createViolations(): Violations {
  const found: FieldViolation[] = [];
  return {
    add(field, reason, more = {}) {
      if (found.length < MOST_VIOLATIONS) found.push(violation(field, reason, more));
    },
    refuseIfAny() {
      if (found.length > 0) throw fieldsRefused(found);
    },
  };
}

/** Throws SpcRefusal InvalidField for one field. */
export function refuseField(
  field: string,
  reason: FieldViolation['reason'],
  more: ViolationDetail = {},
): never {
  throw fieldsRefused([violation(field, reason, more)]);
}
