import type { BulkForm } from '#shared/ipc/number-bulk.ts';
import type { GivenRow } from './plan-row.ts';

/** The rows a form stands for: one for each partner on each offer. */
export function formRows(form: BulkForm): readonly GivenRow[] {
  const pairs = form.offerIds.flatMap((offerId) =>
    form.partnerIds.map((partnerId) => ({ offerId, partnerId })),
  );
  return pairs.map((pair, index) => ({
    ...pair,
    line: index + 1,
    count: form.count,
    order: form.order,
    headings: {},
    faults: [],
  }));
}
