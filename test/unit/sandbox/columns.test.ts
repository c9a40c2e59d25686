import { describe, expect, test } from 'vitest';
import { planColumns, type ColumnPlan, type UserKind } from '#main/sandbox/invoca/columns.ts';
import { practiceLog } from './practice-log.ts';

const names = (plan: ColumnPlan): string[] => plan.columns.map(({ name }) => name);
const plan = (user: UserKind, include?: string[], exclude: string[] = []): string[] =>
  names(planColumns(user, { include, exclude }));

test('the default columns of a network user are exactly those of a stored row', () => {
  const row = practiceLog(1, 1).rows()[0] ?? {};
  expect(plan('network')).toEqual(Object.keys(row));
  expect(planColumns('network', { include: undefined, exclude: [] }).wholeRow).toBe(true);
});

describe('who sees what', () => {
  test('a partner sees neither pay-in nor itself nor the caller', () => {
    const columns = plan('affiliate');
    for (const hidden of [
      'affiliate_id',
      'affiliate_name',
      'advertiser_payin_localized',
      'margin_localized',
      'calling_phone_number',
    ]) {
      expect(columns).not.toContain(hidden);
    }
    expect(columns).toContain('affiliate_payout_localized');
    expect(columns).toContain('call_result_description_detail');
  });

  test('an advertiser has its own name for the result and the number’s description', () => {
    const columns = plan('advertiser');
    expect(columns).toContain('call_result_description_detail_managed_advertiser');
    expect(columns).toContain('advertiser_promo_line_description');
    expect(columns).not.toContain('call_result_description_detail');
    expect(columns).not.toContain('affiliate_payout_localized');
  });

  test('Marketing Data is not for partners', () => {
    const asked = ['transaction_id', '$invoca_custom_columns', '$invoca_custom_source_columns', 'aff_sub2'];
    expect(plan('affiliate', asked)).toEqual(['transaction_id']);
    expect(plan('network', ['$invoca_custom_source_columns'])).toContain('aff_sub2.source');
    expect(planColumns('affiliate', { include: ['custom_data'], exclude: [] }).customData).toBe(false);
    expect(planColumns('network', { include: ['custom_data'], exclude: [] }).customData).toBe(true);
  });
});

describe('choosing', () => {
  test('keeps the order asked for, drops repeats and unknown names', () => {
    expect(plan('network', ['duration', 'nonsense', 'transaction_id', 'duration'])).toEqual([
      'duration',
      'transaction_id',
    ]);
  });

  test('excludes single columns and whole sets', () => {
    expect(plan('network', undefined, ['duration'])).not.toContain('duration');
    expect(
      plan('network', ['$invoca_default_columns', '$invoca_custom_columns'], ['$invoca_custom_columns']),
    ).toEqual(plan('network'));
    expect(plan('network', ['duration', '$invoca_custom_columns'], ['$invoca_default_columns'])).toEqual([
      'aff_sub2',
      'aff_sub3',
      'aff_sub4',
      'aff_sub5',
      'source',
      'lead_qualified',
    ]);
  });
});
