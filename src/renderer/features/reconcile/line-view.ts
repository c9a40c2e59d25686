import type { RowFilter, RowOrder } from '#shared/ipc/reconcile.ts';
import { CAUSES, type Cause } from './run-words.ts';

/** Which lines of a run are shown, as the address says it. */
export interface LineView {
  readonly equal: boolean;
  readonly cause: Cause | null;
  /** The side the cause is of, from 1; null for any. */
  readonly side: number | null;
  readonly accepted: boolean | null;
  readonly since: 'new' | 'same' | 'changed' | 'gone' | null;
  /** Calls that count to the period by one zone of the run, not by another. */
  readonly moves: { readonly in: number; readonly notIn: number } | null;
  readonly text: string;
  readonly order: RowOrder;
}

const IN_TIME: RowOrder = { by: 'at', descending: false };

/** Everything that differs, in the order of time. */
export const ALL_DIFFERENT: LineView = {
  equal: false,
  cause: null,
  side: null,
  accepted: null,
  since: null,
  moves: null,
  text: '',
  order: IN_TIME,
};

/** Reads the query of an address. What makes no sense there is left out. */
export function lineViewOf(search: string): LineView {
  const given = new URLSearchParams(search);
  const moves = /^([0-2])-([0-2])$/.exec(given.get('moves') ?? '');
  const accepted = given.get('accepted');
  const since = given.get('since');
  const side = given.get('side');
  return {
    equal: given.get('equal') === '1',
    cause: CAUSES.find((cause) => cause === given.get('cause')) ?? null,
    side: side === '1' || side === '2' ? Number(side) : null,
    accepted: accepted === '1' ? true : accepted === '0' ? false : null,
    since: since === 'new' || since === 'same' || since === 'changed' || since === 'gone' ? since : null,
    moves: moves ? { in: Number(moves[1]), notIn: Number(moves[2]) } : null,
    text: (given.get('text') ?? '').slice(0, 100),
    order: {
      by: given.get('sort') === 'amount' ? 'amount' : 'at',
      descending: given.get('dir') === 'desc',
    },
  };
}

/** The query of the address that shows this. */
export function searchOfLines(view: LineView): string {
  const search = new URLSearchParams();
  if (view.equal) search.set('equal', '1');
  if (view.cause) search.set('cause', view.cause);
  if (view.side !== null) search.set('side', String(view.side));
  if (view.accepted !== null) search.set('accepted', view.accepted ? '1' : '0');
  if (view.since) search.set('since', view.since);
  if (view.moves) search.set('moves', `${view.moves.in}-${view.moves.notIn}`);
  if (view.text !== '') search.set('text', view.text);
  if (view.order.by !== IN_TIME.by) search.set('sort', view.order.by);
  if (view.order.descending) search.set('dir', 'desc');
  return search.toString();
}

/** The address of a run showing these lines. */
export function addressOfLines(runId: number, view: LineView, open: number | null = null): string {
  const search = searchOfLines(view);
  const parts = [search, open === null ? '' : `open=${open}`].filter((part) => part !== '');
  return `/reconcile/runs/${runId}${parts.length === 0 ? '' : `?${parts.join('&')}`}`;
}

/** The conditions as the store is asked. */
export function filterOfLines(view: LineView): RowFilter {
  const { cause, side, accepted, since, moves, text } = view;
  return {
    states: [since === 'gone' ? 'gone' : view.equal ? 'equal' : 'unequal'],
    ...(cause === null ? {} : { causes: [cause] }),
    ...(side === null ? {} : { side }),
    ...(accepted === null ? {} : { accepted }),
    ...(since === null ? {} : { since }),
    ...(moves === null ? {} : { moves }),
    ...(text.trim() === '' ? {} : { text: text.trim() }),
  };
}
