import { seededRandom } from '#main/sandbox/seeded-random.ts';
import { NETWORK, pageOf } from '#test/support/store-workspace.ts';
import { templateDraft } from '#test/support/template-draft.ts';
import { disturbances, streamOf } from './calendar.ts';
import type { ArrivingRow, Disturbance, SoakSize } from './calendar.ts';
import type { Conduct } from './conduct.ts';
import { startDeskRun } from './desk-run.ts';
import type { DeskRun } from './desk-run.ts';
import { simulatedMachine } from '#test/support/simulated-machine.ts';
import { simulatedReceivers } from './receivers.ts';
import type { Receivers } from './receivers.ts';
import { replayer } from './replays.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const POLL = 5 * MINUTE;
const PAGE = 1000;
/** A crash that waits for an attempt to be written down happens without one after so long. */
const CRASH_PATIENCE = 30 * MINUTE;
/** What is owed is given so long after the last call to come to its end. */
const LONGEST_END = 200 * DAY;

/** What a soak was asked for, beside its size. */
export interface SoakPlan extends SoakSize {
  readonly file: string;
  readonly conducts: ReadonlyMap<string, Conduct>;
  /** Whether the machine sleeps, crashes, goes offline, has a wrong clock, and receivers are paused. */
  readonly disturbed: boolean;
  /** How many replays of a range somebody asks for. */
  readonly replays: number;
}

/** What happened in a soak; what became of the deliveries stands in the file. */
export interface SoakStory {
  readonly receivers: Receivers;
  /** For each delivery that must be owed, by call and partner: the machine's uptime when it became so. */
  readonly owed: ReadonlyMap<string, { readonly partner: string; readonly uptime: number }>;
  readonly disturbed: Readonly<Record<Disturbance['kind'], number>>;
  /** Stretches of uptime in which nothing or not everybody could be sent to, with the minute of catching up after. */
  readonly stretches: readonly (readonly [from: number, to: number])[];
  /** Days passed on the right clock until the last delivery had its end, and what of them the machine was on. */
  readonly days: number;
  readonly daysOn: number;
  readonly logged: readonly string[];
}

/**
 * How many templates speak for a partner. Every fourth partner's receiver is told twice, the second time of changes too, so
 * that it gets up to four deliveries of one conversion, in their order.
 */
export function templatesOf(partner: number): number {
  return partner % 4 === 0 ? 2 : 1;
}

/** Runs the soak to the end of the last delivery. @throws Error when deliveries are still open long after. */
export async function runSoak(plan: SoakPlan): Promise<SoakStory> {
  const { seed, start, days, file } = plan;
  const machine = simulatedMachine(start);
  const receivers = simulatedReceivers(machine, plan.conducts, { seed, goneAfter: (days * DAY) / 3 });
  const random = seededRandom(seed, 'jitter');
  const rows = streamOf(plan);
  const logged: string[] = [];
  const owed = new Map<string, { readonly partner: string; readonly uptime: number }>();
  const counted = { sleep: 0, crash: 0, offline: 0, clock: 0, pause: 0 };
  const stretches: (readonly [number, number])[] = [];
  const open = (): Promise<DeskRun> =>
    startDeskRun({
      file,
      machine,
      receivers,
      random: random.next,
      logged: (message, cause) => logged.push(`${message} ${String(cause)}`),
    });

  const replays = replayer(plan, plan.replays, { machine, receivers });

  let run = await open();
  const { id: networkId } = await run.store.write.addNetwork({ network: NETWORK, now: start });
  await saveTemplates(run, plan.receivers, start);

  /** Rows the desk has been given; after a crash it may have kept fewer. */
  let taken = 0;
  /** Reads the pages that are there, and keeps for itself what they make the desk owe. */
  const poll = async (): Promise<void> => {
    const now = machine.trueTime();
    if ((rows[taken]?.at ?? Infinity) > now) return;
    for (;;) {
      const cursorBefore = (await run.store.read.networks())[0]?.cursor ?? '';
      const from = cursorBefore === '' ? 0 : Number(cursorBefore.slice(2)) + 1;
      const page = rows.slice(from, from + PAGE).filter(({ at }) => at <= now);
      if (page.length === 0) return;
      taken = from + page.length;
      noteOwed(owed, page, machine.uptime());
      const outcome = await run.store.write.commitPage({
        networkId,
        cursorBefore,
        body: pageOf(page.map(({ row }) => row)),
        receivedAt: machine.clock(),
        purpose: 'stream',
      });
      if (outcome.kind !== 'committed') throw new Error(`A page was ${outcome.kind}.`);
      run.sender.wake();
    }
  };
  const pollOn = (): void => {
    void poll();
    void replays.begin(run);
    if (machine.trueTime() < start + (days + 3) * DAY) run.scheduler.after(POLL, pollOn);
  };
  const begin = (): void => {
    run.sender.start();
    run.scheduler.after(1000, pollOn);
  };
  const restart = async (off: number): Promise<void> => {
    await run.close();
    machine.off(off);
    run = await open();
    taken = 0;
    stretches.push([machine.uptime() - MINUTE, machine.uptime() + 2 * MINUTE]);
    begin();
  };

  let downFor = 0;
  const strike = (one: Disturbance): void => {
    const now = machine.uptime();
    const stretch = (ms: number): void => void stretches.push([now - MINUTE, now + ms + 2 * MINUTE]);
    counted[one.kind] += 1;
    switch (one.kind) {
      case 'sleep':
        machine.off(one.ms);
        run.connection.cut(0.5);
        run.sender.resumed();
        return stretch(0);
      case 'crash': {
        downFor = one.ms;
        if (one.moment !== 'any') run.dieAt(one.moment);
        const doomed = run;
        machine.after(one.moment === 'any' ? 0 : CRASH_PATIENCE, () => doomed.die());
        return;
      }
      case 'offline':
        run.connection.setOnline(false);
        run.connection.cut(1);
        run.sender.setOnline(false);
        run.scheduler.after(one.ms, () => {
          run.connection.setOnline(true);
          run.sender.setOnline(true);
        });
        return stretch(one.ms);
      case 'clock':
        machine.turnClock(one.ms);
        return stretch(0);
      case 'pause': {
        const receiver = `r${one.host}.example`;
        const stopped = plan.conducts.get(receiver) === 'gone';
        if (stopped) return;
        void run.store.write.setReceiverPaused({ receiver, paused: true, now: machine.clock() });
        machine.after(one.ms, () => {
          void run.store.write
            .setReceiverPaused({ receiver, paused: false, now: machine.clock() })
            .then(() => run.sender.wake());
        });
        return stretch(one.ms);
      }
    }
  };
  const next = disturbances(seed, plan.receivers);
  const disturb = (): void => {
    if (machine.trueTime() > start + days * DAY) return;
    const one = next();
    machine.after(one.after, () => {
      strike(one);
      disturb();
    });
  };

  begin();
  if (plan.disturbed) disturb();
  for (let lookAt = days * DAY; ;) {
    const went = await machine.step(() => run.settle());
    if (run.dead) await restart(downFor);
    const passed = machine.trueTime() - start;
    if (passed < lookAt && went) continue;
    if (passed > (days + 3) * DAY && (await allEnded(run))) break;
    if (!went) throw new Error(`Deliveries are open and nothing will happen: ${logged.join('; ')}`);
    if (passed > days * DAY + LONGEST_END) throw new Error('Deliveries are still open half a year after.');
    lookAt = passed + 6 * HOUR;
  }
  await run.sender.stop();
  await run.close();
  return {
    receivers,
    owed,
    disturbed: counted,
    stretches,
    days: (machine.trueTime() - start) / DAY,
    daysOn: machine.uptime() / DAY,
    logged,
  };
}

async function saveTemplates(run: DeskRun, receivers: number, now: number): Promise<void> {
  for (let partner = 0; partner < receivers; partner += 1) {
    for (let place = 0; place < templatesOf(partner); place += 1) {
      const query = `call={invoca_id}&payout={payout}&template=${place}`;
      const draft = templateDraft({
        name: `Partner ${partner}, ${place}`,
        url: `https://r${partner}.example/cb?${query}`,
        scope: { networkId: null, partnerId: String(partner), offerId: null },
        startsAt: 0,
        method: partner % 3 === 0 ? 'POST' : 'GET',
        events: place === 0 ? ['approved'] : ['approved', 'payout_changed', 'reversed'],
      });
      await run.store.write.saveTemplate({ draft, now });
    }
  }
}

/** The newest row of a call speaks when its page is taken in; once approved, it is owed for good. */
function noteOwed(
  owed: Map<string, { readonly partner: string; readonly uptime: number }>,
  page: readonly ArrivingRow[],
  uptime: number,
): void {
  const newest = new Map(page.map(({ row }) => [row.call, row]));
  for (const { call, result, partner = '' } of newest.values()) {
    if (result === 'Paid' && !owed.has(call)) owed.set(call, { partner, uptime });
  }
}

/** Nothing waits any more, but at receivers that want no more postbacks. */
async function allEnded(run: DeskRun): Promise<boolean> {
  const { waiting, sending } = await run.store.read.deliveryCounts();
  if (sending > 0) return false;
  const held = (await run.store.read.receivers()).filter(({ pausedReason }) => pausedReason !== '');
  return waiting === held.reduce((sum, receiver) => sum + receiver.waiting, 0);
}
