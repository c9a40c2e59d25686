import { describe, expect, it } from 'vitest';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';

describe('custom values of a row', () => {
  it('are its Marketing Data in either spelling, its own columns and what a ring pool recorded', () => {
    const row = {
      transaction_id: 'A1',
      city: 'Oakland',
      custom_data: [
        { name: 'utm_medium', value: 'cpc', source: 'VirtualLine' },
        { partner_name: 'lead_qualified', value: true },
        { name: 'nothing', value: null },
        'junk',
      ],
      loyalty_tier: 'gold',
      'loyalty_tier.source': 'Api',
      score: 1597334,
      nested: { a: 1 },
      blank: '',
      age_data_append: '30',
      dynamic_number_pool_id: 7,
      dynamic_number_pool_referrer_param1_name: 'gclid',
      dynamic_number_pool_referrer_param1_value: 'x1',
      dynamic_number_pool_referrer_search_keywords: 'roof repair',
    };
    expect(customFieldsOf(JSON.stringify(row))).toEqual({
      utm_medium: 'cpc',
      lead_qualified: 'true',
      loyalty_tier: 'gold',
      score: '1597334',
      gclid: 'x1',
      search_keywords: 'roof repair',
    });
  });

  it('are cut to what a list can hold, and none of what is no row', () => {
    const long = customFieldsOf(JSON.stringify({ note: `${'é'.repeat(999)}🙂🙂` }));
    expect(long['note']).toHaveLength(1_000);
    expect(long['note']?.isWellFormed()).toBe(true);
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`f${index}`, 'x']));
    expect(Object.keys(customFieldsOf(JSON.stringify(many)))).toHaveLength(100);
    for (const raw of ['[]', '7', 'null', '{"broken']) expect(customFieldsOf(raw)).toEqual({});
  });
});
