import { join } from 'node:path';
import type { EngineLog } from '#main/engine/ports/engine-log.ts';
import type { VisitDesk } from '#main/engine/ports/visit-desk.ts';
import type { VisitEndpoint } from '#main/visit-endpoint/visit-endpoint.ts';
import type { Settings } from '#shared/ipc/settings.ts';

/** The endpoint for sites as the settings have it. */
export interface SiteEndpoint extends Pick<VisitEndpoint, 'view' | 'playAddress' | 'stop'> {
  /** Listens, or stops listening, as is set now. */
  follow(): Promise<void>;
}

/** The endpoint is loaded when it is first turned on: most desks never need it. */
export function siteEndpoint(parts: {
  /** The visits of the open workspace; null while none is open. */
  readonly visits: () => VisitDesk | null;
  readonly settings: () => Pick<Settings, 'drillDown' | 'drillDownPort'>;
  /** Where the app's own files lie. */
  readonly resources: string;
  readonly clock: () => number;
  readonly log: EngineLog;
  readonly onState: () => void;
}): SiteEndpoint {
  let loading: Promise<VisitEndpoint> | null = null;
  let endpoint: VisitEndpoint | null = null;
  const load = async (): Promise<VisitEndpoint> => {
    const { createVisitEndpoint } = await import('#main/visit-endpoint/visit-endpoint.ts');
    return createVisitEndpoint({ ...parts, folder: join(parts.resources, 'drill-down') });
  };
  return {
    view: () =>
      endpoint?.view() ?? { state: 'off', port: parts.settings().drillDownPort, address: '', reason: '' },
    playAddress: (siteId) => endpoint?.playAddress(siteId) ?? null,
    async follow() {
      const { drillDown: on, drillDownPort: port } = parts.settings();
      if (!on && loading === null) return;
      endpoint = await (loading ??= load());
      await endpoint.configure({ on, port });
    },
    stop: async () => (await loading)?.stop(),
  };
}
