/** A partner (affiliate) of the practice network. `habits` are the sub ids its numbers carry. */
export interface Partner {
  readonly id: number;
  readonly idFromNetwork: string;
  readonly name: string;
  readonly status: 'Approved' | 'Suspended';
  readonly mediaType: string;
  readonly placement: string;
  readonly contact: string;
  readonly subIdStyle: 'campaign' | 'click' | 'plain' | 'none';
}

/** The partners, in the order in which they joined. */
export const PARTNERS: readonly Partner[] = [
  {
    id: 7419,
    idFromNetwork: '23',
    name: 'Couponfield Media',
    status: 'Approved',
    mediaType: 'Online: Discount / Coupon Site',
    placement: 'coupon site',
    contact: '415-555-0119',
    subIdStyle: 'plain',
  },
  {
    id: 7622,
    idFromNetwork: '61',
    name: 'Bluepeak Leads',
    status: 'Approved',
    mediaType: 'Online: Search',
    placement: 'search ads',
    contact: '619-555-0122',
    subIdStyle: 'campaign',
  },
  {
    id: 7650,
    idFromNetwork: '64',
    name: 'Kestrel Search Group',
    status: 'Approved',
    mediaType: 'Online: Search',
    placement: 'comparison search',
    contact: '206-555-0150',
    subIdStyle: 'click',
  },
  {
    id: 7688,
    idFromNetwork: '70',
    name: 'Oakline Publishing',
    status: 'Approved',
    mediaType: 'Online: Content / Review Site',
    placement: 'home repair guide',
    contact: '312-555-0188',
    subIdStyle: 'campaign',
  },
  {
    id: 7703,
    idFromNetwork: '74',
    name: 'Lanternfish Social',
    status: 'Approved',
    mediaType: 'Online: Social Media',
    placement: 'video feed',
    contact: '512-555-0103',
    subIdStyle: 'click',
  },
  {
    id: 7731,
    idFromNetwork: '79',
    name: 'Quietwater Mail',
    status: 'Approved',
    mediaType: 'Online: Email',
    placement: 'weekly newsletter',
    contact: '617-555-0131',
    subIdStyle: 'campaign',
  },
  {
    id: 7764,
    idFromNetwork: '85',
    name: 'Mapleton Radio',
    status: 'Approved',
    mediaType: 'Offline: Radio',
    placement: 'drive-time spot',
    contact: '615-555-0164',
    subIdStyle: 'none',
  },
  {
    id: 7790,
    idFromNetwork: '88',
    name: 'Farlight Performance',
    status: 'Suspended',
    mediaType: 'Online: Display',
    placement: 'display banners',
    contact: '702-555-0190',
    subIdStyle: 'click',
  },
];
