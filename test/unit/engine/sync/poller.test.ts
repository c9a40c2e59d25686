import { describe, expect, it } from 'vitest';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import { createPoller } from '#main/engine/sync/poller.ts';
import type { SyncRound } from '#main/engine/sync/poller.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import { fakeTime } from '#test/support/fake-time.ts';
import { transactionRow } from '#test/support/transaction-rows.ts';
import { callLogStore, networkRecord } from '../call-log-store.ts';
import { keptLog } from '../desk-store-double.ts';
import { scriptedNetwork } from '../scripted-client.ts';

const MINUTE = 60_000;

function atRest(...records: NetworkRecord[]) {
  const time = fakeTime();
  const network = scriptedNetwork([transactionRow(1)]);
  const kept = callLogStore(...(records.length > 0 ? records : [networkRecord()]));
  const { log, lines } = keptLog();
  const phases: string[] = [];
  const rounds: SyncRound[] = [];
  const desk = {
    time,
    network,
    kept,
    lines,
    phases,
    rounds,
    token: 'token',
    clients: 0,
  };
  const poller = createPoller({
    store: kept.store,
    clients: () => {
      desk.clients += 1;
      return network.client;
    },
    tokens: () =>
      desk.token === ''
        ? Promise.reject(new DeskError('no_keyring', 'The token is not there.'))
        : Promise.resolve(desk.token),
    clock: time.clock,
    random: () => 0.5,
    scheduler: time.scheduler,
    log,
    pollMs: 10 * MINUTE,
    onState: ({ phase }) => {
      if (phases.at(-1) !== phase) phases.push(phase);
    },
    onChange: () => undefined,
    onRound: (round) => void rounds.push(round),
  });
  return { ...desk, desk, poller };
}

/** How many turns were taken: each makes a client. */
async function started(...records: NetworkRecord[]) {
  const one = atRest(...records);
  one.poller.start();
  await one.time.settle();
  return one;
}

const fault = (kind: NetworkFault['kind'], retryAfterMs?: number): NetworkFault =>
  new NetworkFault(kind, `a fault: ${kind}`, retryAfterMs === undefined ? {} : { retryAfterMs });

describe('when it polls', () => {
  it('at the start, then at every interval, counted from the end of the turn', async () => {
    const { desk, poller, time, phases } = await started();
    expect(desk.clients).toBe(1);
    expect(poller.state()).toMatchObject({
      phase: 'idle',
      lastSuccessAt: time.clock(),
      nextRunAt: time.clock() + 10 * MINUTE,
      error: null,
      progress: null,
    });
    await time.advance(10 * MINUTE - 1);
    expect(desk.clients).toBe(1);
    await time.advance(1);
    expect(desk.clients).toBe(2);
    expect(phases).toEqual(['syncing', 'idle', 'syncing', 'idle']);
  });

  it('on demand, and right after a round that had already begun', async () => {
    const { desk, poller, network, time } = atRest();
    let open = (): void => undefined;
    network.gate = new Promise((resolve) => (open = resolve));
    poller.start();
    await time.settle();
    const asked = poller.now();
    await time.settle();
    expect(desk.clients).toBe(1);
    open();
    await asked;
    expect(desk.clients).toBe(2);
    expect(network.mostInFlight).toBe(1);
  });

  it('never twice at once, however often it is asked', async () => {
    const { desk, poller, network, time } = atRest();
    let open = (): void => undefined;
    network.gate = new Promise((resolve) => (open = resolve));
    const asked = [poller.now(), poller.now(), poller.now()];
    poller.resumed();
    poller.networksChanged();
    await time.settle();
    open();
    await Promise.all(asked);
    await time.settle();
    expect(network.mostInFlight).toBe(1);
    expect(desk.clients).toBeLessThanOrEqual(2);
  });

  it('after sleep, without waiting for the interval', async () => {
    const { desk, poller, time } = await started();
    poller.resumed();
    await time.settle();
    expect(desk.clients).toBe(2);
  });

  it('a real network not more often than every five minutes, the practice network as set', async () => {
    const { poller, time, desk } = await started(
      networkRecord({ id: 1 }),
      networkRecord({ id: 2, practice: true, baseUrl: 'http://127.0.0.1:9' }),
    );
    expect(desk.clients).toBe(2);
    poller.setPollMs(5000);
    await time.advance(5000);
    expect(desk.clients).toBe(3);
    await time.advance(5 * MINUTE - 5001);
    const before = desk.clients;
    await time.advance(1);
    expect(desk.clients - before).toBe(2);
  });

  it('a shorter interval holds from now on', async () => {
    const { poller, time, desk } = await started();
    poller.setPollMs(6 * MINUTE);
    await time.advance(6 * MINUTE);
    expect(desk.clients).toBe(2);
  });

  it('a network that is added, at once', async () => {
    const { poller, time, desk, kept } = await started();
    kept.networks.push(networkRecord({ id: 2, name: 'Second' }));
    poller.networksChanged();
    await time.settle();
    expect(desk.clients).toBe(2);
    kept.networks.length = 0;
    poller.networksChanged();
    await time.settle();
    expect(poller.state().nextRunAt).toBeNull();
  });
});

describe('pause, cancel, stop', () => {
  it('paused, it polls on demand only; then it goes on', async () => {
    const { desk, poller, time } = await started();
    poller.setPaused(true);
    expect(poller.state()).toMatchObject({ phase: 'paused', nextRunAt: null });
    await time.advance(60 * MINUTE);
    expect(desk.clients).toBe(1);
    await poller.now();
    expect(desk.clients).toBe(2);
    expect(poller.state().phase).toBe('paused');
    poller.setPaused(false);
    await time.settle();
    expect(desk.clients).toBe(3);
  });

  it('cancelled, it ends at once and waits a whole interval, for every network', async () => {
    const { desk, poller, network, time, kept } = atRest(networkRecord({ id: 1 }), networkRecord({ id: 2 }));
    network.gate = new Promise(() => undefined);
    poller.start();
    await time.settle();
    expect(poller.state()).toMatchObject({ phase: 'syncing', progress: { networkName: 'LeadTrust' } });
    poller.cancel();
    await time.settle();
    expect(poller.state()).toMatchObject({
      phase: 'idle',
      nextRunAt: time.clock() + 10 * MINUTE,
      error: null,
    });
    expect(desk.clients).toBe(1);
    expect(kept.ends).toEqual([]);
  });

  it('stopped, nothing is under way and no timer is left', async () => {
    const { desk, poller, network, time } = atRest();
    network.gate = new Promise(() => undefined);
    poller.start();
    await time.settle();
    await poller.stop();
    expect(network.inFlight).toBe(0);
    expect(time.timers).toBe(0);
    await time.advance(60 * MINUTE);
    expect(desk.clients).toBe(1);
  });
});

describe('faults', () => {
  it('a refused token stops the polling of that network until the token changes', async () => {
    const one = atRest(networkRecord({ id: 1, catalogueAt: Date.UTC(2026, 0, 5, 12) }));
    const { poller, time, network, desk } = one;
    network.faults.push(fault('unauthorised'));
    poller.start();
    await time.settle();
    expect(poller.state()).toMatchObject({
      phase: 'attention',
      nextRunAt: null,
      error: { networkName: 'LeadTrust', message: 'a fault: unauthorised' },
    });
    await time.advance(24 * 60 * MINUTE);
    poller.networksChanged();
    poller.resumed();
    await time.settle();
    expect(desk.clients).toBe(1);
    desk.token = 'another';
    poller.networksChanged();
    await time.settle();
    expect(desk.clients).toBe(2);
    expect(poller.state().phase).toBe('idle');
  });

  it('an account that was changed is asked at once, with the token that was refused before', async () => {
    const record = networkRecord({ id: 1, catalogueAt: Date.UTC(2026, 0, 5, 12) });
    const { poller, time, network, desk, kept } = atRest(record);
    network.faults.push(fault('unauthorised'));
    poller.start();
    await time.settle();
    kept.networks.splice(0, 1, { ...record, organisationId: '143' });
    poller.networksChanged();
    await time.settle();
    expect(desk.clients).toBe(2);
    expect(poller.state()).toMatchObject({ phase: 'idle', error: null });
  });

  it('a refused token is tried again when a person asks, and once only', async () => {
    const { poller, time, network, desk } = atRest(networkRecord({ catalogueAt: Date.UTC(2026, 0, 5, 12) }));
    network.faults.push(fault('unauthorised'), fault('unauthorised'));
    poller.start();
    await time.settle();
    await poller.now();
    expect(desk.clients).toBe(2);
    await time.advance(60 * MINUTE);
    expect(desk.clients).toBe(2);
  });

  it('a token that cannot be had asks for attention and is looked for again when networks change', async () => {
    const { poller, time, desk } = atRest();
    desk.token = '';
    poller.start();
    await time.settle();
    expect(poller.state()).toMatchObject({
      phase: 'attention',
      error: { message: 'The token is not there.' },
    });
    desk.token = 'there';
    poller.networksChanged();
    await time.settle();
    expect(poller.state().phase).toBe('idle');
  });

  it('a lost connection is offline, tried again soon, then ever later up to the interval', async () => {
    const { poller, time, network, desk } = atRest(networkRecord({ catalogueAt: Date.UTC(2026, 0, 5, 12) }));
    network.faults.push(...Array.from({ length: 8 }, () => fault('unreachable')));
    poller.start();
    await time.settle();
    expect(poller.state()).toMatchObject({ phase: 'offline', nextRunAt: time.clock() + 30_000 });
    await time.advance(30_000);
    expect(poller.state().nextRunAt).toBe(time.clock() + 60_000);
    await time.advance(60_000 + 120_000 + 240_000 + 480_000);
    expect(poller.state().nextRunAt).toBe(time.clock() + 10 * MINUTE);
    await time.advance(30 * MINUTE);
    expect(desk.clients).toBe(9);
    expect(poller.state()).toMatchObject({ phase: 'idle', error: null });
  });

  it('a network in trouble is left alone ever longer, and Retry-After wins when later', async () => {
    const { poller, time, network } = atRest(networkRecord({ catalogueAt: Date.UTC(2026, 0, 5, 12) }));
    network.faults.push(fault('server'), fault('server'), fault('rate_limited', 3 * 60 * MINUTE));
    poller.start();
    await time.settle();
    expect(poller.state()).toMatchObject({ phase: 'attention', nextRunAt: time.clock() + 10 * MINUTE });
    await time.advance(10 * MINUTE);
    expect(poller.state().nextRunAt).toBe(time.clock() + 20 * MINUTE);
    await time.advance(20 * MINUTE);
    expect(poller.state().nextRunAt).toBe(time.clock() + 180 * MINUTE);
  });

  it('a fault of one network leaves the other its turn', async () => {
    const known = { catalogueAt: Date.UTC(2026, 0, 5, 12) };
    const { poller, time, network, rounds, desk } = atRest(
      networkRecord({ id: 1, ...known }),
      networkRecord({ id: 2, name: 'Second', ...known }),
    );
    network.faults.push(fault('server'));
    poller.start();
    await time.settle();
    expect(desk.clients).toBe(2);
    expect(rounds).toMatchObject([{ new: 1, faults: ['a fault: server'], asked: false }]);
  });

  it('a store that cannot be read is tried again', async () => {
    const { poller, time, kept, desk, lines } = atRest();
    const networks = kept.store.read.networks;
    kept.store.read.networks = () => Promise.reject(new Error('disk'));
    poller.start();
    await time.settle();
    await poller.now();
    expect(desk.clients).toBe(0);
    expect(lines.join()).toContain('fault of the desk itself');
    kept.store.read.networks = networks;
    await time.advance(MINUTE);
    expect(desk.clients).toBe(1);
  });
});

describe('without a network', () => {
  it('nothing is tried; with it again, at once', async () => {
    const { poller, time, desk } = await started();
    poller.setOnline(false);
    expect(poller.state()).toMatchObject({ phase: 'offline', nextRunAt: null });
    await time.advance(60 * MINUTE);
    expect(desk.clients).toBe(1);
    poller.setOnline(true);
    await time.settle();
    expect(desk.clients).toBe(2);
    expect(poller.state().phase).toBe('idle');
  });

  it('the practice network goes on, since it is on this machine', async () => {
    const { poller, time, desk } = atRest(networkRecord({ practice: true }));
    poller.setOnline(false);
    poller.start();
    await time.settle();
    expect(desk.clients).toBe(1);
    await time.advance(10 * MINUTE);
    expect(desk.clients).toBe(2);
    expect(poller.state().phase).toBe('idle');
  });
});
