import type { DeskEngine, EngineParts } from './engine-parts.ts';
import { createCallPoller } from './calls/call-poller.ts';
import { decisionDesk } from './decisions/decision-desk.ts';
import { createDrillDown } from './drill-down/drill-down.ts';
import { linkDesk } from './links/link-desk.ts';
import { workspaceJobs } from './jobs/workspace-jobs.ts';
import { bulkPlans } from './numbers/bulk/bulk-plans.ts';
import { catalogueDesk } from './numbers/catalogue-desk.ts';
import { catalogueReadings } from './numbers/catalogue-readings.ts';
import { invocaJobs } from './numbers/invoca-jobs.ts';
import { numberAccounts } from './numbers/number-accounts.ts';
import { sendListDesk } from './messages/send-list-desk.ts';
import type { NumbersClientFactory } from './ports/numbers-client.ts';
import { rehearseReplay } from './postbacks/rehearse-replay.ts';
import { attemptRetention, DEFAULT_ATTEMPT_DAYS } from './postbacks/attempt-retention.ts';
import { createSender } from './postbacks/sender.ts';
import { testFire } from './postbacks/test-fire.ts';
import { reconcileDesk } from './reconcile/reconcile-desk.ts';
import { createPoller } from './sync/poller.ts';
import { tuneJobs } from './tune/tune-jobs.ts';
import { createTuneReader } from './tune/tune-reader.ts';
import { DeskError } from '#shared/ipc/errors.ts';

/** Starts polling and sending for a workspace. */
export function startEngine(parts: EngineParts): DeskEngine {
  const { store, transport, clock, version } = parts;
  const stopped = new AbortController();
  let settings = parts.settings;
  let online = parts.online ?? true;

  const sender = createSender({
    ...parts,
    timeoutMs: settings.postbackTimeoutMs,
    onSent: () => parts.onChange(['deliveries']),
    onAlert: (alert) => parts.onReceiver?.(alert),
  });
  const attemptDays = settings.attemptDays ?? DEFAULT_ATTEMPT_DAYS;
  const retention = attemptRetention({ ...parts, write: store.write, days: attemptDays });
  const readings = catalogueReadings({ ...parts, onProgress: () => parts.onChange(['catalogue']) });
  const poller = createPoller({
    ...parts,
    readings,
    pollMs: settings.pollMs,
    onRound: (round) => parts.onRound?.(round),
    onChange(topics) {
      parts.onChange(topics);
      if (topics.includes('deliveries')) sender.wake();
      if (topics.includes('conversions')) tune?.conversionsChanged();
      if (topics.includes('networks')) tellOnline();
    },
  });

  const calls = parts.sessions
    ? createCallPoller({
        ...parts,
        sessions: parts.sessions,
        pollMs: settings.pollMs,
        onRound: ({ added, changed }) => {
          parts.onChange(added + changed > 0 ? ['calls', 'networks'] : ['networks']);
        },
      })
    : null;

  const tune = parts.tune
    ? createTuneReader({
        ...parts,
        clients: parts.tune,
        pollMs: settings.pollMs,
        onChange(topics) {
          parts.onChange(topics);
          if (topics.includes('deliveries')) sender.wake();
        },
        onJobs: () => jobs?.changed(),
      })
    : null;

  const accountsOf = (clients: NumbersClientFactory) =>
    numberAccounts({ read: store.read, clients, tokens: parts.tokens });
  const jobs = parts.sessions
    ? workspaceJobs({
        ...parts,
        sessions: parts.sessions,
        ...(parts.numbers ? { invoca: invocaJobs({ ...parts, accounts: accountsOf(parts.numbers) }) } : {}),
        ...(parts.tune ? { tuneJobs: tuneJobs({ ...parts, read: store.read, clients: parts.tune }) } : {}),
        onChange(topics) {
          parts.onChange(topics);
          if (topics.includes('sessions')) lists?.settled();
        },
        onEnding: (ending) => parts.onEnding?.(ending),
        onSettled: () => visits.jobsSettled(),
      })
    : null;

  const visits = createDrillDown({
    ...parts,
    ...store,
    newVisitKey: () => `v-${[0, 0].map(() => parts.random().toString(36).slice(2, 10)).join('')}`,
    wakeJobs: () => jobs?.changed(),
    onChange: () => parts.onChange(['visits', 'sessions']),
  });

  const lists = parts.followers
    ? sendListDesk({
        ...parts,
        followers: parts.followers,
        timeoutMs: settings.postbackTimeoutMs,
        onJobs: () => jobs?.changed(),
      })
    : null;

  const links = linkDesk({
    ...parts,
    intervalMs: settings.linkCheckMs ?? 0,
    onChange: () => parts.onChange(['links']),
  });

  const reconcile =
    parts.reconciling && parts.tune
      ? reconcileDesk({
          ...parts,
          ...parts.reconciling,
          sources: { periods: parts.reconciling.periods, tune: parts.tune, tokens: parts.tokens },
        })
      : null;

  const decisions = decisionDesk({
    ...parts,
    onChange() {
      parts.onChange(['conversions', 'deliveries', 'networks']);
      sender.wake();
      tune?.conversionsChanged();
    },
  });

  /** The practice network and its receivers are on this machine, so they are reached without any connection. */
  const tellOnline = (): void => {
    sender.setOnline(online || poller.needsNoConnection());
    lists?.setOnline(online || poller.needsNoConnection());
    links.setOnline(online || poller.needsNoConnection());
  };

  poller.setOnline(online);
  calls?.setOnline(online);
  jobs?.setOnline(online);
  tune?.setOnline(online);
  tellOnline();
  const begin = (): void => {
    if (stopped.signal.aborted) return;
    poller.start();
    calls?.start();
    tune?.start();
    jobs?.start();
    lists?.start();
    visits.begin();
    links.start();
    reconcile?.begin();
    sender.start();
    void decisions.resume();
    retention.start();
  };
  if (parts.beginAfter) void parts.beginAfter.then(begin);
  else begin();

  return {
    sync: () => poller.state(),
    async syncNow() {
      await Promise.all([poller.now(), calls?.now(), tune?.now()]);
    },
    cancelSync() {
      poller.cancel();
      calls?.cancel();
    },
    setPaused(paused) {
      poller.setPaused(paused);
      calls?.setPaused(paused);
      tune?.setPaused(paused);
    },
    online(value) {
      online = value;
      poller.setOnline(value);
      calls?.setOnline(value);
      jobs?.setOnline(value);
      tune?.setOnline(value);
      tellOnline();
    },
    resumed() {
      poller.resumed();
      calls?.hurry();
      tune?.hurry();
      sender.resumed();
      jobs?.resumed();
      lists?.resumed();
      links.wake();
    },
    networksChanged() {
      poller.networksChanged();
      calls?.hurry();
      tune?.hurry();
      jobs?.networksChanged();
      lists?.changed();
    },
    deliveriesChanged: (receiver) =>
      receiver === undefined ? sender.wake() : sender.receiverChanged(receiver),
    jobsChanged: () => jobs?.changed(),
    sendListsChanged: () => lists?.changed(),
    catalogue: catalogueDesk({ ...parts, read: store.read, readings, signal: stopped.signal }),
    bulk: bulkPlans(store),
    configure(next) {
      settings = next;
      poller.setPollMs(next.pollMs);
      calls?.setPollMs(next.pollMs);
      tune?.setPollMs(next.pollMs);
      sender.setTimeoutMs(next.postbackTimeoutMs);
      retention.setDays(next.attemptDays ?? DEFAULT_ATTEMPT_DAYS);
      lists?.setTimeoutMs(next.postbackTimeoutMs);
      links.setIntervalMs(next.linkCheckMs ?? 0);
    },
    testFire: (input) =>
      testFire(input, {
        read: store.read,
        transport,
        clock,
        version,
        secrets: parts.secrets,
        timeoutMs: settings.postbackTimeoutMs,
        signal: stopped.signal,
      }),
    rehearse(items) {
      const open = parts.builtInReceiver;
      if (!open) throw new DeskError('conflict', 'There is no built-in receiver here.');
      const timeoutMs = settings.postbackTimeoutMs;
      const { signal } = stopped;
      const { secrets } = parts;
      return rehearseReplay(items, {
        read: store.read,
        open,
        transport,
        clock,
        version,
        timeoutMs,
        signal,
        secrets,
      });
    },
    tune,
    reconcile,
    visits,
    links,
    decisions,
    async stop() {
      stopped.abort();
      retention.stop();
      await Promise.all([visits.stop(), links.stop(), decisions.stop()]);
      await Promise.all([
        poller.stop(),
        calls?.stop(),
        tune?.stop(),
        jobs?.stop(),
        lists?.stop(),
        reconcile?.stop(),
        sender.stop(),
      ]);
    },
  };
}
