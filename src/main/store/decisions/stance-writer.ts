import { inConflict, sameWord } from '#shared/domain/decision.ts';
import type { Stance } from '#shared/domain/decision.ts';
import type { ConversionStatus } from '#shared/domain/status.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { historyWriter } from '../ledger/history-writer.ts';
import type { PersonStep } from '../ledger/history-writer.ts';
import type { StoredStance } from './stances.ts';

/** Why and by whom a conversion changes, for its history. */
export type Because = Pick<PersonStep, 'cause' | 'reason' | 'author'>;

/** Writes how conversions stand. */
export interface StanceWriter {
  /** Keeps, changes or ends the decision that stands for a conversion, and nothing else. */
  readonly keep: (conversionId: number, stance: Stance, actId: number | null) => void;
  /**
   * The same with what the conversion says from then on, and an entry of its history; an entry also where nothing changes
   * if `always` is set. Gives whether status or payout changed.
   */
  readonly write: (
    stored: StoredStance,
    next: {
      readonly stance: Stance;
      readonly actId: number | null;
      readonly known?: boolean;
      readonly because: Because;
      readonly always: boolean;
      readonly at: number;
    },
  ) => boolean;
}

export function stanceWriter(db: Sqlite): StanceWriter {
  const put = db.prepare<
    [number, number, ConversionStatus | null, number | null, string, number, string, number, number]
  >(
    `INSERT OR REPLACE INTO decided (conversion_id, act_id, status, payout, seen_status, seen_payout, network_status,
       network_payout, conflict) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const end = db.prepare<[number]>('DELETE FROM decided WHERE conversion_id = ?');
  const say = db.prepare<[string, number, number, number, number]>(
    'UPDATE conversions SET status = ?, payout = ?, known = ?, changes = ? WHERE id = ?',
  );
  const markUnsettled = db.prepare<[number]>(
    'INSERT OR IGNORE INTO unsettled (id) SELECT id FROM conversions WHERE id = ? AND id <= (SELECT through FROM settled)',
  );
  const history = historyWriter(db);

  const keep = (conversionId: number, stance: Stance, actId: number | null): void => {
    const { decision, network } = stance;
    if (decision === null || actId === null) {
      end.run(conversionId);
      return;
    }
    const { status, payout, seen } = decision;
    put.run(
      conversionId,
      actId,
      status,
      payout,
      seen.status,
      seen.payout,
      network.status,
      network.payout,
      Number(inConflict(stance)),
    );
  };

  return {
    keep,
    write: (stored, { stance, actId, known = stored.verdict.known, because, always, at }) => {
      const { conversionId, verdict, changes } = stored;
      const { said } = stance;
      const changed = !sameWord(stored.stance.said, said);
      if (stored.actId !== null || stance.decision !== null) keep(conversionId, stance, actId);
      const entries = changed || always ? 1 : 0;
      if (entries === 0 && known === verdict.known) return false;
      say.run(said.status, said.payout, Number(known), changes + entries, conversionId);
      markUnsettled.run(conversionId);
      if (entries > 0) {
        const after = { ...verdict, ...said, known };
        history.appendByPerson(conversionId, changes + 1, at, { ...because, before: verdict, after });
      }
      return changed;
    },
  };
}
