import type { DisputeRecord, HistoryReads } from '#main/engine/ports/history-store.ts';
import type { ConversionDetail } from '#shared/ipc/conversions.ts';
import type { DeliveryDetail } from '#shared/ipc/postbacks.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';
import { conversionChains, hexOf } from './conversion-chain.ts';
import { unsealedConversions } from './seal.ts';
import { historyVerification } from './verify.ts';

/** Reads of the history as evidence. */
export function historyReads(
  db: Sqlite,
  giveWay: () => Promise<void>,
  reads: {
    readonly conversionDetail: (input: { readonly id: number }) => ConversionDetail;
    readonly deliveryDetail: (input: { readonly deliveryId: string }) => DeliveryDetail;
  },
): Handlers<HistoryReads> {
  const chains = conversionChains(db);
  const unsealed = unsealedConversions(db);
  const identity = db.prepare<[number], { workspace_id: string; network_key: string; head: Buffer | null }>(
    `SELECT (SELECT value FROM meta WHERE name = 'workspace_id') AS workspace_id, key AS network_key,
       (SELECT head FROM sealed) AS head FROM networks WHERE id = ?`,
  );
  const ofCall = db.prepare<[string], { id: number; networkName: string }>(
    `SELECT c.id, w.name AS networkName FROM networks AS w
     JOIN conversions AS c ON c.network_id = w.id AND c.call_id = ? AND c.status IS NOT NULL ORDER BY w.id`,
  );
  const disputeRecord = db.transaction((id: number): DisputeRecord => {
    const detail = reads.conversionDetail({ id });
    const known = identity.get(detail.row.networkId);
    return {
      workspaceId: known?.workspace_id ?? '',
      networkKey: known?.network_key ?? '',
      detail,
      links: chains(id).links,
      deliveries: detail.deliveryIds.map((deliveryId) => reads.deliveryDetail({ deliveryId })),
      head: hexOf(known?.head ?? null),
    };
  });
  return {
    verifyHistory: historyVerification(db, giveWay),
    unsealedConversions: unsealed,
    disputeRecord: ({ id }) => disputeRecord(id),
    conversionsOfCall: ({ invocaId }) => ofCall.all(invocaId),
  };
}
