import type { NumbersReads } from '#main/engine/ports/numbers-store.ts';
import type { NumberConsequence } from '#shared/ipc/numbers.ts';
import type { Sqlite } from '../file/sqlite.ts';
import type { Handlers } from '../threads/handlers.ts';

type Reads = Pick<NumbersReads, 'numberConsequence' | 'numberDetail' | 'partnerCampaigns'>;

/** Says what giving a number back or moving it means, before it is done. */
export function numberConsequences(
  db: Sqlite,
  reads: Handlers<Pick<Reads, 'numberDetail' | 'partnerCampaigns'>>,
): Handlers<Pick<Reads, 'numberConsequence'>>['numberConsequence'] {
  const offer = db.prepare<[number, string], { name: string }>(
    'SELECT name FROM offers WHERE network_id = ? AND offer_id = ? AND listed = 1',
  );
  return async ({ id, to }): Promise<NumberConsequence> => {
    const detail = await reads.numberDetail({ id, now: 0 });
    const { row, calls, links } = detail;
    const notes: string[] = [];
    if (calls > 0) notes.push(`${calls} calls that came on this number stay as they are.`);
    let refusal = row.state === 'removed' ? 'This number has been given back.' : '';
    if (row.state === 'failed') refusal = 'This number never came.';
    if (to === null) {
      if (links > 0) notes.push(`${links} saved links lead callers to it and will lead them nowhere.`);
      notes.push('The network may give the number to somebody else, and it cannot be had back.');
      return { calls, links, notes, refusal };
    }
    if (links > 0) {
      notes.push(`${links} saved links still name the offer and partner it had before.`);
    }
    notes.push('Calls that come from now on count for the new offer and partner.');
    if (refusal === '' && !offer.get(row.networkId, to.offerId)) {
      refusal = `The network does not list the offer ${to.offerId}.`;
    }
    if (refusal === '' && to.offerId === row.offerId && to.partnerId === row.partnerId) {
      refusal = 'The number is there already.';
    }
    if (refusal === '' && to.partnerId === '' && row.partnerId !== '') {
      refusal = 'A partner’s number cannot become the advertiser’s own.';
    }
    if (refusal === '' && to.partnerId !== '') {
      const { networkId } = row;
      const at = { networkId, partnerId: to.partnerId, offerId: to.offerId, now: 0 };
      const target = (await reads.partnerCampaigns(at)).rows[0];
      const may = target?.canRequest ?? {
        can: false,
        reason: `The network does not list the partner ${to.partnerId}.`,
      };
      if (!may.can) refusal = may.reason;
    }
    return { calls, links, notes, refusal };
  };
}
