import type { CatalogueNumber, PartnerCampaign, RingPoolFacts } from './catalogue.ts';
import type { GivenAllocation } from './numbers-client.ts';

/** What the outcome of a job about numbers, ring pools or campaigns changes in the records. */
export type NumberEffect =
  /** The network has the number: it was made, or found by our own id. */
  | { readonly kind: 'number.given'; readonly numberId: number; readonly number: CatalogueNumber }
  /** Somebody else's number has our id: another id is taken for the next try. */
  | { readonly kind: 'number.id_taken'; readonly numberId: number }
  /** The network surely did not make it. */
  | { readonly kind: 'number.not_made'; readonly numberId: number }
  /** The answer was lost: the network may be making it until then. */
  | { readonly kind: 'number.unanswered'; readonly numberId: number; readonly quietUntil: number }
  /** It is given up. `certain`: the network surely did not make it. */
  | {
      readonly kind: 'number.failed';
      readonly numberId: number;
      readonly reason: string;
      readonly certain: boolean;
    }
  /** Changed or moved; it is where the number says now. */
  | { readonly kind: 'number.changed'; readonly numberId: number; readonly number: CatalogueNumber }
  | { readonly kind: 'number.removed'; readonly numberId: number }
  | { readonly kind: 'pool.given'; readonly ringPoolId: number; readonly pool: RingPoolFacts }
  | { readonly kind: 'pool.id_taken'; readonly ringPoolId: number }
  | { readonly kind: 'pool.not_made'; readonly ringPoolId: number }
  | { readonly kind: 'pool.unanswered'; readonly ringPoolId: number; readonly quietUntil: number }
  | {
      readonly kind: 'pool.failed';
      readonly ringPoolId: number;
      readonly reason: string;
      readonly certain: boolean;
    }
  | { readonly kind: 'pool.changed'; readonly ringPoolId: number; readonly pool: RingPoolFacts }
  | { readonly kind: 'pool.removed'; readonly ringPoolId: number }
  /** Numbers were lent; each lent time is counted from `allocatedAt`. */
  | {
      readonly kind: 'pool.lent';
      readonly ringPoolId: number;
      readonly allocatedAt: number;
      readonly answers: readonly { readonly allocationId: number; readonly given: GivenAllocation }[];
    }
  | {
      readonly kind: 'pool.not_lent';
      readonly allocationIds: readonly number[];
      readonly reason: string;
    }
  /** How a partner stands to an offer now. */
  | { readonly kind: 'campaign.standing'; readonly networkId: number; readonly campaign: PartnerCampaign };
