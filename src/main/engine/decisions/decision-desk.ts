import { decimalText } from '#shared/domain/money.ts';
import type { DecisionChange } from '#shared/domain/decision.ts';
import type {
  ChangePreview,
  DecisionAct,
  DecisionPreview,
  DecisionTarget,
  StatusMapChange,
  StatusMapChanges,
} from '#shared/ipc/decisions.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { ChangeEffect, SomeMore } from '../ports/decision-store.ts';
import type { DeskStore } from '../ports/desk-store.ts';
import type { EngineLog } from '../ports/engine-log.ts';
import { summedEffects } from './sum-effects.ts';

/** Conversions written in one transaction: some tens of milliseconds, so that pages and deliveries go in between. */
const WRITTEN_AT_ONCE = 500;
const READ_AT_ONCE = 2_000;
const IDS_AT_ONCE = 20_000;
/** Of so many conversions a preview tells exactly what they would owe. */
const POSTBACKS_LOOKED_AT = 20_000;
const PREVIEWS_KEPT = 6;

/** Who does it, and why. */
interface Because {
  readonly reason: string;
  readonly author: string;
}

/** Decisions of persons, conflicts and status maps, from preview to taking back. One is carried out at a time. */
export interface DecisionDesk {
  /** What a decision would do. What is carried out later is exactly what was looked at. */
  preview(input: {
    readonly target: DecisionTarget;
    readonly change: DecisionChange;
  }): Promise<DecisionPreview>;
  /** Carries out what a preview showed, once. @throws DeskError not_found when it is not kept any more */
  carryOut(input: { readonly ticket: string } & Because): Promise<DecisionAct>;
  settle(
    input: { readonly ids: readonly number[]; readonly winner: 'decision' | 'network' } & Because,
  ): Promise<DecisionAct>;
  /** Takes an act back. @throws DeskError not_found, conflict */
  undo(id: number): Promise<DecisionAct>;
  previewMap(input: StatusMapChanges): Promise<ChangePreview>;
  /** Changes a status map; settles when all that is stored follows it. @throws DeskError conflict */
  changeMap(input: StatusMapChanges & Because): Promise<DecisionAct>;
  /** Brings acts to their end that a stop of the app cut short. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export interface DecisionParts {
  readonly store: DeskStore;
  readonly clock: () => number;
  readonly log: EngineLog;
  /** Conversions, and maybe deliveries, changed; called while an act is carried out, too. */
  readonly onChange: () => void;
}

interface Kept {
  readonly ids: readonly number[];
  readonly change: DecisionChange;
  readonly currency: string;
}

export function decisionDesk({ store, clock, log, onChange }: DecisionParts): DecisionDesk {
  const { read, write } = store;
  const kept = new Map<string, Kept>();
  let tickets = 0;
  const stopped = new AbortController();
  let turn: Promise<unknown> = Promise.resolve();
  let cutShort: Promise<void> | null = null;

  /** One act after the other, so that none meets another half done; what a stop cut short comes before all, being older. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const begin = async (): Promise<T> => {
      await (cutShort ??= bringToEnd());
      return work();
    };
    const mine = turn.then(begin, begin);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const idsOf = async (target: DecisionTarget): Promise<readonly number[]> => {
    if ('ids' in target) return target.ids;
    const ids: number[] = [];
    for (;;) {
      const { filter } = target;
      const some = await read.conversionIds({ filter, after: ids.at(-1) ?? 0, limit: IDS_AT_ONCE });
      for (const id of some) ids.push(id);
      if (some.length < IDS_AT_ONCE) return ids;
    }
  };

  const untilDone = async (some: () => Promise<SomeMore>): Promise<DecisionAct> => {
    for (;;) {
      const { more, act } = await some();
      onChange();
      if (!more || stopped.signal.aborted) return act;
    }
  };

  const remap = (actId: number): Promise<DecisionAct> =>
    untilDone(() => write.remapSome({ actId, limit: WRITTEN_AT_ONCE, now: clock() }));
  const finish = (actId: number): Promise<DecisionAct> =>
    untilDone(() => write.carryOutSome({ actId, now: clock() }));
  const takeBack = (actId: number): Promise<DecisionAct> =>
    untilDone(() => write.undoSome({ actId, limit: WRITTEN_AT_ONCE, now: clock() }));

  const bringToEnd = async (): Promise<void> => {
    try {
      for (const act of await read.unfinishedActs()) {
        if (stopped.signal.aborted) return;
        log.info(`An act begun before is brought to its end: ${act.what}`);
        if (act.kind === 'status_map') await remap(act.id);
        else if (act.state === 'undoing') await takeBack(act.id);
        else await finish(act.id);
      }
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      log.warn(`Acts begun before could not be brought to their end: ${why}`);
    }
  };

  return {
    async preview({ target, change }) {
      const ids = await idsOf(target);
      const effects: ChangeEffect[] = [];
      let looked = 0;
      for (let from = 0; from < ids.length; from += READ_AT_ONCE) {
        const some = ids.slice(from, from + READ_AT_ONCE);
        const postbacksFor = Math.max(0, POSTBACKS_LOOKED_AT - looked);
        effects.push(await read.decisionEffect({ ids: some, change, postbacksFor }));
        looked += some.length;
      }
      const preview = summedEffects(effects);
      const setsPayout = change.kind !== 'note' && change.payout !== null;
      if (setsPayout && preview.currencies.length > 1) {
        const message = `These conversions are paid in ${preview.currencies.join(' and ')}; a payout is set for one currency at a time.`;
        throw new DeskError('invalid_input', message, { field: 'payout' });
      }
      tickets += 1;
      const ticket = `decision-${tickets}`;
      kept.set(ticket, { ids, change, currency: preview.currencies[0] ?? '' });
      for (const old of [...kept.keys()].slice(0, -PREVIEWS_KEPT)) kept.delete(old);
      return { ...preview, ticket, change };
    },
    carryOut: ({ ticket, reason, author }) =>
      inTurn(async () => {
        const found = kept.get(ticket);
        if (!found)
          throw new DeskError(
            'not_found',
            'This preview is not kept any more. Look at what would change again.',
          );
        kept.delete(ticket);
        const { ids, change, currency } = found;
        const what = { kind: 'decide' as const, text: changeText(change, currency), change };
        return finish(await write.beginAct({ what, reason, author, ids, now: clock() }));
      }),
    settle: ({ ids, winner, reason, author }) =>
      inTurn(async () => {
        const text = winner === 'decision' ? 'Kept the decision' : 'Took the network’s word';
        const what = { kind: 'settle' as const, text, winner };
        return finish(await write.beginAct({ what, reason, author, ids, now: clock() }));
      }),
    undo: (id) =>
      inTurn(async () => {
        const { kind } = await read.decisionAct({ id });
        if (kind === 'status_map') {
          await write.undoStatusMap({ actId: id, now: clock() });
          return remap(id);
        }
        await write.beginUndo({ actId: id, now: clock() });
        return takeBack(id);
      }),
    async previewMap({ networkId, changes }) {
      return summedEffects([
        await read.statusMapEffect({ networkId, changes, postbacksFor: POSTBACKS_LOOKED_AT }),
      ]);
    },
    changeMap: ({ networkId, changes, reason, author }) =>
      inTurn(async () => {
        const { changed } = await read.statusMapEffect({ networkId, changes, postbacksFor: 0 });
        const text = mapText(changes);
        const act = await write.changeStatusMap({
          networkId,
          changes,
          text,
          reason,
          author,
          total: changed,
          now: clock(),
        });
        onChange();
        return remap(act.id);
      }),
    resume: () => inTurn(async () => undefined),
    async stop() {
      stopped.abort();
      await turn;
    },
  };
}

function changeText(change: DecisionChange, currency: string): string {
  if (change.kind === 'note') return 'Noted';
  const { payout } = change;
  const amount = payout === null ? '' : `${decimalText({ amount: payout, currency })} ${currency}`;
  if (change.kind === 'payout') return `Set the payout to ${amount}`;
  const done = change.kind === 'approve' ? 'Approved' : 'Rejected';
  return amount === '' ? done : `${done} with a payout of ${amount}`;
}

const SHOWN_IN_TEXT = 3;

function mapText(changes: readonly StatusMapChange[]): string {
  const named = changes
    .slice(0, SHOWN_IN_TEXT)
    .map(({ result, status }) => `${result === '' ? '(empty)' : result} → ${status ?? 'as usual'}`)
    .join(', ');
  const rest = changes.length - SHOWN_IN_TEXT;
  return rest > 0 ? `Status map: ${named} and ${rest} more` : `Status map: ${named}`;
}
