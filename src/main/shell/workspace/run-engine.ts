import { startEngine } from '#main/engine/desk-engine.ts';
import type { DeskEngine, EngineParts } from '#main/engine/engine-parts.ts';
import { threadBench } from '#main/engine/reconcile/bench-thread.ts';
import { systemScheduler } from '#main/engine/scheduler.ts';
import { endingNotice } from '../system/ending-notice.ts';
import { receiverNotice } from '../system/receiver-notice.ts';
import { syncNotice } from '../system/sync-notice.ts';
import type { Notice } from '../system/sync-notice.ts';
import type { WorkspaceParts } from './start-workspace.ts';

/** What every workspace's engine is given alike, and who is told. */
export interface EngineRunParts extends Pick<
  EngineParts,
  'transport' | 'log' | 'version' | 'beginAfter' | 'clock' | 'onChange'
> {
  readonly reconcileThread: URL;
  /** Where the person is: a zone of the IANA list. */
  readonly zone: () => string;
  readonly onState: () => void;
  /** Shows a notification, if there is anything to say. */
  readonly tell: (notice: Notice | null) => void;
}

/** What differs from workspace to workspace. */
type OfWorkspace = Parameters<WorkspaceParts['startEngine']>[0] &
  Pick<EngineParts, 'settings' | 'online' | 'secrets'>;

/** Starts the engine of a workspace as it runs in the app. */
export function runEngine(
  workspace: OfWorkspace,
  { reconcileThread, zone, tell, ...parts }: EngineRunParts,
): DeskEngine {
  return startEngine({
    ...workspace,
    ...parts,
    random: Math.random,
    scheduler: systemScheduler,
    reconciling: { periods: workspace.periods, openBench: () => threadBench(reconcileThread), zone },
    builtInReceiver: async () =>
      (await import('#main/networks/http/built-in-receiver.ts')).openBuiltInReceiver(),
    onEnding: (ending) => tell(endingNotice(ending, parts.clock())),
    // The practice network is polled every few seconds and its receivers fail for practice; nobody wants to hear of each.
    onReceiver: (alert) => tell(workspace.view.practice ? null : receiverNotice(alert)),
    onRound: (round) => tell(workspace.view.practice ? null : syncNotice(round)),
  });
}
