import type { VisitEndpoint } from '#main/visit-endpoint/visit-endpoint.ts';

/** The endpoint for sites, loaded when it is first turned on: most desks never need it. */
export function lateVisitEndpoint(load: () => Promise<VisitEndpoint>): VisitEndpoint {
  let loading: Promise<VisitEndpoint> | null = null;
  let endpoint: VisitEndpoint | null = null;
  let port = 0;
  return {
    view: () => endpoint?.view() ?? { state: 'off', port, address: '', reason: '' },
    async configure(wanted) {
      port = wanted.port;
      if (!wanted.on && loading === null) return;
      endpoint = await (loading ??= load());
      await endpoint.configure(wanted);
    },
    playAddress: (siteId) => endpoint?.playAddress(siteId) ?? null,
    stop: async () => (await loading)?.stop(),
  };
}
