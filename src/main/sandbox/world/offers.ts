/** What one kind of call is worth, in whole cents, and what a caller must do to be paid for. */
export interface OfferTerms {
  readonly payinCents: number;
  readonly payoutCents: number;
  readonly bonusPayinCents: number;
  readonly bonusPayoutCents: number;
  readonly minimumSeconds: number;
  readonly bonusSeconds: number;
}

/** An advertiser campaign of the practice network: what the trade calls an offer. */
export interface Offer extends OfferTerms {
  readonly id: number;
  readonly idFromNetwork: string;
  readonly name: string;
  readonly status: 'Live' | 'Paused';
  readonly campaignType: 'AffiliateEnabled' | 'DirectOnly';
  readonly visibility: 'All' | 'None' | 'Approved_Affiliates';
  readonly autoApprove: 'All' | 'None';
  readonly callsForTen: number;
}

/** A buyer of calls with its campaigns. `callCentre` is where its calls end up. */
export interface Advertiser {
  readonly id: number;
  readonly idFromNetwork: string;
  readonly name: string;
  readonly status: 'Approved' | 'Suspended';
  readonly callCentre: string;
  readonly offers: readonly Offer[];
}

function terms(payin: number, payout: number, bonus: readonly [number, number], seconds: number): OfferTerms {
  const [bonusPayin, bonusPayout] = bonus;
  return {
    payinCents: payin,
    payoutCents: payout,
    bonusPayinCents: bonusPayin,
    bonusPayoutCents: bonusPayout,
    minimumSeconds: seconds,
    bonusSeconds: Math.max(300, seconds * 2),
  };
}

const OPEN = {
  status: 'Live',
  campaignType: 'AffiliateEnabled',
  visibility: 'All',
  autoApprove: 'None',
} as const;

/** Every advertiser of the practice network. `callsForTen` weighs how often an offer's phone rings. */
export const ADVERTISERS: readonly Advertiser[] = [
  {
    id: 5120,
    idFromNetwork: '8',
    name: 'Northgate Roofing',
    status: 'Approved',
    callCentre: '510-555-0120',
    offers: [
      {
        ...OPEN,
        ...terms(3200, 2100, [500, 350], 90),
        id: 43943,
        idFromNetwork: '45',
        name: 'Northgate Roof Inspection',
        callsForTen: 20,
      },
      {
        ...OPEN,
        ...terms(4500, 3000, [0, 0], 120),
        id: 43951,
        idFromNetwork: '46',
        name: 'Northgate Storm Damage',
        visibility: 'Approved_Affiliates',
        callsForTen: 6,
      },
    ],
  },
  {
    id: 5133,
    idFromNetwork: '9',
    name: 'Brightline Solar',
    status: 'Approved',
    callCentre: '602-555-0133',
    offers: [
      {
        ...OPEN,
        ...terms(2800, 1800, [700, 450], 120),
        id: 44010,
        idFromNetwork: '52',
        name: 'Solar Estimate East',
        callsForTen: 14,
      },
      {
        ...OPEN,
        ...terms(3100, 2000, [700, 450], 120),
        id: 44011,
        idFromNetwork: '53',
        name: 'Solar Estimate West',
        autoApprove: 'All',
        callsForTen: 12,
      },
    ],
  },
  {
    id: 5150,
    idFromNetwork: '11',
    name: 'Harbor Financial',
    status: 'Approved',
    callCentre: '212-555-0150',
    offers: [
      {
        ...OPEN,
        ...terms(3900, 2450, [900, 600], 150),
        id: 44102,
        idFromNetwork: '61',
        name: 'Harbor Debt Relief',
        callsForTen: 14,
      },
      {
        ...OPEN,
        ...terms(2600, 1650, [0, 0], 90),
        id: 44103,
        idFromNetwork: '62',
        name: 'Harbor Tax Resolution',
        status: 'Paused',
        callsForTen: 2,
      },
    ],
  },
  {
    id: 5171,
    idFromNetwork: '14',
    name: 'Summit Dental Group',
    status: 'Approved',
    callCentre: '303-555-0171',
    offers: [
      {
        ...OPEN,
        ...terms(2400, 1500, [400, 250], 60),
        id: 44230,
        idFromNetwork: '70',
        name: 'Summit New Patient Exam',
        callsForTen: 11,
      },
    ],
  },
  {
    id: 5188,
    idFromNetwork: '17',
    name: 'Ironwood Heating and Air',
    status: 'Approved',
    callCentre: '713-555-0188',
    offers: [
      {
        ...OPEN,
        ...terms(3600, 2250, [600, 400], 90),
        id: 44318,
        idFromNetwork: '77',
        name: 'Ironwood HVAC Repair',
        callsForTen: 11,
      },
    ],
  },
  {
    id: 5204,
    idFromNetwork: '19',
    name: 'Clearfield Pest Control',
    status: 'Approved',
    callCentre: '407-555-0104',
    offers: [
      {
        ...OPEN,
        ...terms(1900, 1200, [300, 200], 60),
        id: 44402,
        idFromNetwork: '81',
        name: 'Clearfield Home Treatment',
        callsForTen: 8,
      },
      {
        ...OPEN,
        ...terms(2200, 0, [0, 0], 60),
        id: 44403,
        idFromNetwork: '82',
        name: 'Clearfield Commercial Desk',
        campaignType: 'DirectOnly',
        visibility: 'None',
        callsForTen: 2,
      },
    ],
  },
];
