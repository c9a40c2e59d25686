import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addressOfNewReplay,
  selectionOfSearch,
  settledOnly,
} from '#renderer/features/postbacks/replays/replay-address.ts';
import {
  formOfSettings,
  headersOf,
  settingsOfForm,
} from '#renderer/features/postbacks/receivers/receiver-form.ts';
import type { ReplaySelection } from '#shared/ipc/replays.ts';
import { replaySelection } from '#shared/ipc/replays.ts';
import { receiverSettings } from '#shared/ipc/receivers.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';

const searchOf = (selection: ReplaySelection): string => addressOfNewReplay(selection).split('?')[1] ?? '';
const id = (k: number): string => `dlv_${String(k).padStart(32, '0')}`;

describe('the address of a new replay', () => {
  it('carries what is to be replayed there and back', () => {
    const instants = fc.option(fc.integer({ min: 0, max: 4e12 }));
    const filtered = fc.record({
      filter: fc.record(
        { receiver: fc.constant('a.example:81'), text: fc.constant('a&b') },
        { requiredKeys: [] },
      ),
      from: instants,
      to: instants,
    });
    const chosen = fc.record({ deliveryIds: fc.array(fc.nat(999).map(id), { minLength: 1, maxLength: 5 }) });
    fc.assert(
      fc.property(fc.oneof(filtered, chosen), (selection) => {
        const read = selectionOfSearch(searchOf(selection));
        expect(read).toEqual(selection);
        expect(replaySelection.safeParse(read).success).toBe(true);
      }),
    );
  });

  it('leaves out what is no delivery and no instant', () => {
    expect(selectionOfSearch('id=other&from=yesterday')).toEqual({ filter: {}, from: null, to: null });
  });

  it('begins without what waits, unless nothing else was asked for', () => {
    expect(settledOnly({ states: ['waiting', 'refused'] })).toEqual({ states: ['refused'] });
    expect(settledOnly({ states: ['waiting'] })).toEqual({ states: ['waiting'] });
  });
});

const SETTINGS: ReceiverSettings = {
  limits: { perSecond: 0.5, atOnce: 3, timeoutMs: 20_000 },
  acceptance: {
    rule: 'own',
    accepted: [{ test: 'json', path: 'ok', equals: 'true' }],
    refused: [{ test: 'status', from: 202, to: 202 }],
  },
  signing: { on: true, signatureParameter: 'sig', timestampParameter: 'ts' },
};

describe('the form of a receiver', () => {
  it('gives what is set back as it was', () => {
    expect(settingsOfForm(formOfSettings(SETTINGS))).toEqual(SETTINGS);
    expect(receiverSettings.safeParse(settingsOfForm(formOfSettings(SETTINGS))).success).toBe(true);
    const usual: ReceiverSettings = {
      ...SETTINGS,
      limits: { ...SETTINGS.limits, timeoutMs: null },
      acceptance: { rule: 'tune' },
    };
    expect(settingsOfForm(formOfSettings(usual))).toEqual(usual);
  });

  it('sets nothing while a part of it cannot be', () => {
    const form = formOfSettings(SETTINGS);
    for (const wrong of [
      { perSecond: '0' },
      { perSecond: 'two' },
      { atOnce: '2.5' },
      { timeout: '4' },
      { accepted: [{ test: 'pattern', pattern: '(' } as const] },
      { accepted: [], refused: [] },
      { signatureParameter: '1st' },
    ]) {
      expect(settingsOfForm({ ...form, ...wrong }), JSON.stringify(wrong)).toBeNull();
    }
  });

  it('reads headers as they are kept, names in lower case', () => {
    expect(headersOf('Content-Type: text/html; a=b\nX-Ok:  yes \nnonsense')).toEqual({
      'content-type': 'text/html; a=b',
      'x-ok': 'yes ',
    });
  });
});
