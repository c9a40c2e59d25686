import { hearNetwork } from '#shared/domain/decision.ts';
import type { Stance } from '#shared/domain/decision.ts';
import { statusOfResult } from '#shared/domain/status.ts';
import type { StatusMap } from '#shared/domain/status.ts';
import type { StoredStance } from './stances.ts';

/** How a conversion stands once its network's result is read by this map, and whether the map knows the result. */
export function stanceByMap(
  stored: StoredStance,
  map: StatusMap,
  networkWins: (networkId: number, conversionId: number) => boolean,
): { readonly stance: Stance; readonly known: boolean } {
  const { stance, verdict, networkId, conversionId } = stored;
  const { status, known } = statusOfResult(verdict.rawResult, map);
  const wins = stance.decision !== null && networkWins(networkId, conversionId);
  return { stance: hearNetwork(stance, { ...stance.network, status }, wins), known };
}
