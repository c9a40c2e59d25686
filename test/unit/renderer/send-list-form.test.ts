import { describe, expect, it } from 'vitest';
import { chartHours } from '#renderer/features/send-lists/chart-hours.ts';
import {
  copiesOf,
  draftOfForm,
  formFaults,
  newListDraft,
  nextLabel,
  sharesOf,
} from '#renderer/features/send-lists/list-form.ts';
import type { ListForm } from '#renderer/features/send-lists/list-form.ts';

const FORM: ListForm = {
  name: ' Spring ',
  networkId: '3',
  campaignId: ' follower-offer ',
  holdMinutes: '240',
  leastLeftMinutes: '30',
  zone: 'America/New_York',
  split: 'fixed',
  copies: [{ key: '0', label: 'A', text: 'Call {number}', weight: '2' }],
};

describe('the form of a list', () => {
  it('sends minutes as seconds and an empty hold as the campaign’s', () => {
    expect(draftOfForm(FORM)).toEqual({
      name: 'Spring',
      networkId: 3,
      campaignId: 'follower-offer',
      ttlSeconds: 14_400,
      zone: 'America/New_York',
      split: 'fixed',
      leastLeftSeconds: 1800,
      copies: [{ label: 'A', text: 'Call {number}', weight: 2 }],
    });
    expect(draftOfForm({ ...FORM, holdMinutes: ' ' })?.ttlSeconds).toBeNull();
    expect(newListDraft('List 1', 'UTC', null)).toMatchObject({ leastLeftSeconds: 1800, networkId: null });
  });

  it('sends nothing that cannot be stored', () => {
    for (const part of [{ name: ' ' }, { holdMinutes: '4' }, { leastLeftMinutes: 'x' }, { zone: 'Mars' }]) {
      expect(draftOfForm({ ...FORM, ...part })).toBeNull();
    }
    const copies = [{ key: '0', label: 'A', text: 'Call', weight: '1.5' }];
    expect(formFaults({ ...FORM, copies }).copies[0]?.map(({ code }) => code)).toEqual([
      'bad_weight',
      'no_number',
    ]);
  });

  it('names the next version by the first free letter and tells shares', () => {
    expect(nextLabel([{ label: 'A' }, { label: 'C' }])).toBe('B');
    expect(
      sharesOf(copiesOf({ copies: [...FORM.copies, { key: '1', label: 'B', text: '', weight: '6' }] })),
    ).toEqual([25, 75]);
    expect(sharesOf([{ label: 'A', text: '', weight: -1 }])).toEqual([0]);
  });
});

describe('the hours of a chart', () => {
  it('have no gap, and are the last three days', () => {
    const hour = (at: number) => ({ at: at * 3_600_000, calls: 1, orders: 0 });
    expect(chartHours([])).toEqual([]);
    expect(chartHours([hour(1), hour(3)]).map(({ calls }) => calls)).toEqual([1, 0, 1]);
    expect(chartHours([hour(0), hour(500)])).toHaveLength(72);
  });
});
