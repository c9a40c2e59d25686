import type { RingPoolOrder, RingPoolRow } from '#shared/ipc/ring-pools.ts';
import { EMPTY_ORDER, type OrderForm, wishOf } from './order-form.ts';

/** What is asked for with a ring pool, as it is typed. */
export interface PoolForm {
  readonly name: string;
  readonly lifetime: string;
  readonly size: string;
  readonly preferred: boolean;
  readonly fill: boolean;
  readonly overflow: boolean;
  readonly place: OrderForm;
}

export const EMPTY_POOL: PoolForm = {
  name: '',
  lifetime: '1800',
  size: '10',
  preferred: false,
  fill: true,
  overflow: false,
  place: EMPTY_ORDER,
};

/** A form that shows a pool. */
export function formOfPool(pool: RingPoolRow): PoolForm {
  return {
    ...EMPTY_POOL,
    name: pool.name,
    lifetime: String(pool.lifetimeSeconds),
    size: String(pool.maxPoolSize),
    preferred: pool.preferred,
    fill: pool.fillImmediately,
    overflow: pool.allowOverflow,
  };
}

/** The whole number that was typed; null when it is none within the bounds. */
export function wholeWithin(typed: string, least: number, most: number): number | null {
  const value = Number(typed);
  return /^\s*\d+\s*$/.test(typed) && value >= least && value <= most ? value : null;
}

/** The order a form stands for; null while something in it is not right. */
export function poolOrderOf(form: PoolForm): RingPoolOrder | null {
  const lifetimeSeconds = wholeWithin(form.lifetime, 30, 31_536_000);
  const maxPoolSize = wholeWithin(form.size, 1, 10_000);
  if (form.name.trim() === '' || lifetimeSeconds === null || maxPoolSize === null) return null;
  return {
    name: form.name.trim(),
    lifetimeSeconds,
    maxPoolSize,
    preferred: form.preferred,
    fillImmediately: form.fill,
    allowOverflow: form.overflow,
    wish: wishOf(form.place),
  };
}

/** Visits read from pasted rows: the first line names the parameters. */
export function visitsOf(
  text: string,
): { readonly visits: Record<string, string>[] } | { readonly fault: 'empty' | number } {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const [head = '', ...rows] = lines;
  const separator = head.includes('\t') ? '\t' : ',';
  const names = head.split(separator).map((name) => name.trim());
  if (rows.length === 0 || names.some((name) => name === '')) return { fault: 'empty' };
  const visits: Record<string, string>[] = [];
  for (const [index, row] of rows.entries()) {
    const values = row.split(separator).map((value) => value.trim());
    if (values.length > names.length) return { fault: index + 2 };
    visits.push(
      Object.fromEntries(
        names.flatMap((name, at) =>
          values[at] === undefined || values[at] === '' ? [] : [[name, values[at]]],
        ),
      ),
    );
  }
  return { visits };
}
