import { FURTHER_PARAMETER, type TransactionRow } from '../calls/transaction-row.ts';
import type { PracticeWorld } from '../world/practice-world.ts';
import type { CalledLine } from './invoca-import.ts';

const SUB_ID = /^aff_sub[2-5]$|^source$/;

function visitorParameters(row: TransactionRow): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [column, name] of Object.entries(row)) {
    if (!column.startsWith(FURTHER_PARAMETER) || !column.endsWith('_name') || typeof name !== 'string')
      continue;
    const value = row[`${column.slice(0, -'_name'.length)}_value`];
    if (SUB_ID.test(name) && typeof value === 'string') found[name] = value;
  }
  return found;
}

/** The line of a transaction: a promo number with what it carries, or a ring pool's with what it was lent with. */
export function calledLine({ promoNumbers, ringPools }: PracticeWorld, row: TransactionRow): CalledLine {
  const lineId = row['virtual_line_id'];
  const promo = promoNumbers.findLast(({ idFromNetwork }) => idFromNetwork === lineId);
  if (promo !== undefined) return { number: promo.number, subIds: promo.customData };
  const lent = ringPools
    .flatMap(({ numbers, overflow }) => [...numbers, ...(overflow === undefined ? [] : [overflow])])
    .find((number) => number.lineId === lineId);
  return { number: lent?.number ?? '', subIds: visitorParameters(row) };
}
