import type { TuneAccountState, TuneReads, TuneWrites } from '#main/engine/ports/tune-store.ts';
import { IMPORT_QUIET_MS, modeObstacles } from '#shared/domain/desk-mode.ts';
import type { DeskMode, ModeObstacle } from '#shared/domain/desk-mode.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { ownershipOf } from '../file/meta.ts';
import { atOnce } from '../file/sqlite.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import type { InstantHandlers } from '../threads/handlers.ts';
import { OWED_WRITES, tuneWritePlanner } from './plan-writes.ts';
import type { ToldTwice } from './unsettled.ts';

/** The practice network imports all day; whoever switches that off there need not wait half an hour. */
const PRACTICE_QUIET_MS = 60_000;

interface Facts {
  readonly tuneStates: () => readonly TuneAccountState[];
  readonly twice: ToldTwice;
}

type Asked = Parameters<TuneReads['modePreview']>[0];

/** Reads who owns conversions, and what another mode would change. */
export function modeReads(
  db: Sqlite,
  facts: Facts,
): InstantHandlers<Pick<TuneReads, 'deskMode' | 'modePreview'>> {
  const deskMode = modeOf(db);
  const one = (sql: string) => db.prepare<[], number>(sql).pluck();
  const waiting = one("SELECT count(*) FROM deliveries WHERE state IN ('waiting', 'sending') AND held = ''");
  const held = one("SELECT count(*) FROM deliveries WHERE state = 'waiting' AND held <> ''");
  const templates = one('SELECT count(*) FROM templates WHERE active = 1 AND removed = 0');
  const owedWrites = one(`SELECT count(*) ${OWED_WRITES}`);
  const writeJobs = one("SELECT count(*) FROM jobs WHERE kind = 'tune.write' AND state = 'queued'");
  return {
    deskMode,
    modePreview: (asked) => {
      const states = facts.tuneStates();
      const from = deskMode();
      const imported = states.flatMap(({ newestImportedAt }) => newestImportedAt ?? []);
      return {
        from,
        to: asked.mode,
        waiting: waiting.get() ?? 0,
        held: held.get() ?? 0,
        templates: templates.get() ?? 0,
        tunePostbacks: states.reduce((sum, { account }) => sum + facts.twice.counts(account.id).active, 0),
        unsettled: states.reduce((sum, { unsettled }) => sum + unsettled, 0),
        wouldWrite: asked.mode === 'write' ? (owedWrites.get() ?? 0) : 0,
        wouldCancel: from === 'write' && asked.mode !== 'write' ? (writeJobs.get() ?? 0) : 0,
        newestImportedAt: imported.length === 0 ? null : Math.max(...imported),
        obstacles: obstaclesOf(states, asked).map((obstacle) => ({
          kind: obstacle.kind,
          text: sentenceOf(obstacle),
        })),
      };
    },
  };
}

/** Switches who owns conversions; each call is one transaction. */
export function modeWrites(
  db: Sqlite,
  parts: Facts & {
    readonly queue: JobQueue;
    /** Hands the right to tell partners over, with the start of templates that follows from it. */
    readonly setOwnership: (input: { readonly mode: 'desk' | 'observe'; readonly now: number }) => void;
  },
): InstantHandlers<Pick<TuneWrites, 'setDeskMode' | 'planTuneWrites'>> {
  const deskMode = modeOf(db);
  const plan = tuneWritePlanner(db, parts.queue);
  const beginWriting = db.prepare<[number]>(
    `UPDATE tune_accounts SET writes_since = coalesce(writes_since, ?)
     WHERE network_id IN (SELECT id FROM networks WHERE kind = 'tune' AND removed = 0)`,
  );
  const endWriting = db.prepare<[]>('UPDATE tune_accounts SET writes_since = NULL');
  const queued = db.prepare<[], { readonly id: number }>(
    "SELECT id FROM jobs WHERE kind = 'tune.write' AND state = 'queued' ORDER BY id DESC",
  );
  const forget = db.prepare<[string, number]>('UPDATE jobs SET key = key || ? WHERE id = ?');
  return {
    planTuneWrites: atOnce(db, ({ now }: { readonly now: number }) => plan(now)),
    setDeskMode: atOnce(db, (asked: Asked) => {
      const { mode, now } = asked;
      if (mode === deskMode()) return;
      const found = obstaclesOf(parts.tuneStates(), asked);
      if (found.length > 0) throw new DeskError('conflict', found.map(sentenceOf).join(' '));
      parts.setOwnership({ mode: mode === 'observe' ? 'observe' : 'desk', now });
      if (mode === 'write') {
        beginWriting.run(now);
        plan(now);
        return;
      }
      endWriting.run();
      const reason = 'The desk does not write to TUNE any more.';
      for (const { id } of queued.all()) {
        parts.queue.finish({ id, state: 'cancelled', reason, now });
        // What is still to be written when the desk writes again is a job of its own.
        forget.run(`:${id}`, id);
      }
    }),
  };
}

function modeOf(db: Sqlite): () => DeskMode {
  const ownership = ownershipOf(db);
  const writes = db.prepare<[], { readonly one: number }>(
    `SELECT 1 AS one FROM tune_accounts AS a JOIN networks AS n ON n.id = a.network_id AND n.removed = 0
     WHERE a.writes_since IS NOT NULL LIMIT 1`,
  );
  return () => {
    if (ownership() === 'observe') return 'observe';
    return writes.get() === undefined ? 'desk' : 'write';
  };
}

function obstaclesOf(states: readonly TuneAccountState[], asked: Asked): readonly ModeObstacle[] {
  const standings = states.map(({ account, ...state }) => ({
    ...state,
    name: account.name,
    callsNetworkId: account.callsNetworkId,
  }));
  const quietMs = states.every(({ account }) => account.practice) ? PRACTICE_QUIET_MS : IMPORT_QUIET_MS;
  return modeObstacles(asked.mode, standings, { ...asked, quietMs });
}

function sentenceOf(obstacle: ModeObstacle): string {
  switch (obstacle.kind) {
    case 'no_tune':
      return 'No TUNE network is connected. Connect one in Settings, Networks.';
    case 'not_read':
      return `${obstacle.name} has not been read yet, so it is not known whom it tells. Read it first.`;
    case 'no_calls':
      return `It is not known whose calls ${obstacle.name} counts. Choose the Invoca network in Settings, Networks.`;
    case 'told_twice':
      return `${obstacle.postbacks} active postbacks of ${obstacle.name} tell partners whom the desk tells too. Switch each off in TUNE and read it again, or acknowledge it.`;
    case 'own_import':
      return `${obstacle.name} takes over calls from Invoca by itself: the newest began ${new Date(obstacle.newestAt).toISOString()}. Have its import switched off, and wait until it has been quiet for half an hour.`;
    case 'unconfirmed':
      return `Say that ${obstacle.name} does not take over calls from Invoca by itself.`;
  }
}
