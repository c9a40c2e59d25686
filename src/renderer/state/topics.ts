import type { ChangeTopic, RequestName } from '#shared/ipc/contract.ts';

const TOPICS: Readonly<Record<string, readonly ChangeTopic[]>> = {
  conversions: ['conversions', 'networks'],
  decisions: ['conversions', 'networks'],
  statusMaps: [],
  calls: ['calls', 'conversions', 'networks'],
  deliveries: ['deliveries'],
  receivers: ['deliveries'],
  replays: ['deliveries'],
  networks: ['networks'],
  links: ['links'],
  linkTemplates: ['links'],
  linkBulk: [],
  catalogue: ['catalogue'],
  offers: ['catalogue', 'conversions', 'numbers', 'networks'],
  partners: ['catalogue', 'conversions', 'numbers', 'networks'],
  goals: [],
  pixels: [],
  pixelTests: ['catalogue'],
  imports: [],
  templates: ['templates', 'deliveries'],
  sessions: ['sessions', 'jobs', 'networks', 'calls'],
  jobs: ['jobs', 'networks'],
  campaigns: ['catalogue', 'numbers', 'jobs', 'networks'],
  numbers: ['numbers', 'catalogue', 'jobs', 'networks'],
  ringPools: ['numbers', 'catalogue', 'jobs', 'networks'],
  bulk: [],
  sendLists: ['sendLists', 'sessions', 'jobs', 'calls', 'networks'],
  followers: ['followers', 'networks'],
  spc: ['networks'],
  reconcile: ['reconcile'],
  tune: ['tune', 'networks', 'jobs', 'templates'],
  visits: ['visits', 'sessions', 'calls', 'networks'],
  overview: ['reconcile', 'links', 'conversions', 'deliveries', 'networks', 'sessions', 'jobs'],
  attention: ['conversions', 'networks'],
};

/** The topics whose change makes the answer of this request stale. */
export function topicsOf(name: RequestName): readonly ChangeTopic[] {
  return TOPICS[name.slice(0, name.indexOf('.'))] ?? [];
}
