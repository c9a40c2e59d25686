import type { JobHandler } from '../jobs/job-handler.ts';
import type { JobOf } from '../ports/job.ts';
import { tryInvoca } from './invoca-try.ts';
import type { NumberJobParts } from './number-job-handlers.ts';

/** Applies to an offer for a partner, unless the network says that it stands to it already. */
export function applyJob(
  parts: Pick<NumberJobParts, 'accounts' | 'random'>,
): JobHandler<JobOf<'affiliate_campaign.apply'>> {
  return (job, context) => {
    const { advertiserId, offerId, partnerId } = job.payload;
    const at = { place: { advertiserId, offerId }, partnerId, signal: context.signal };
    return tryInvoca(job, context, parts, async ({ client }) => {
      const campaign = (await client.partnerCampaign(at)) ?? (await client.apply(at));
      return {
        kind: 'done',
        effect: { kind: 'campaign.standing', networkId: job.networkId, campaign },
      };
    });
  };
}
