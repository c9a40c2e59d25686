import type { GoalWay } from './goal-code.ts';

const WAYS: Readonly<Record<string, GoalWay>> = {
  http: 'iframe',
  https: 'iframe',
  http_img: 'image',
  https_img: 'image',
  server: 'server',
  server_affiliate: 'server',
};

/** How a goal of TUNE's protocol is counted (tune.md 10.1); null for one that no page and no plain server counts. */
export function wayOfTuneProtocol(protocol: string): GoalWay | null {
  return Object.hasOwn(WAYS, protocol) ? (WAYS[protocol] ?? null) : null;
}
