import type { EngineSettings } from '#main/engine/engine-parts.ts';
import type { WorkspaceView } from '#shared/ipc/desk.ts';
import type { Settings } from '#shared/ipc/settings.ts';
import { pollInterval } from '../workspace/practice-workspace.ts';

/** What of the person's settings an engine works by. */
export function engineSettings(view: WorkspaceView, settings: Settings): EngineSettings {
  return {
    pollMs: pollInterval(view, settings.pollMinutes),
    postbackTimeoutMs: settings.postbackTimeoutSeconds * 1000,
    attemptDays: settings.attemptDays,
    linkCheckMs: settings.linkCheckHours * 3_600_000,
  };
}
