import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type * as AskedAhead from '#renderer/state/asked-ahead.ts';

const LIST = { filter: {}, order: { by: 'call_started_at', descending: true } } as const;
const TOTALS = { count: 3, all: 3, sums: [] };
const reply = { ok: true, value: TOTALS };

let ahead: typeof AskedAhead;
/** Tells the page that records have changed. */
let change: () => void;
let asked: unknown[];
let answer: unknown;

beforeEach(async () => {
  asked = [];
  answer = reply;
  change = () => expect.fail('nobody hears of changes');
  vi.stubGlobal('window', {
    switchboard: {
      requests: {
        'conversions.totals': (input: unknown) => {
          asked.push(input);
          return Promise.resolve(answer);
        },
      },
      on: {
        changed: (listener: () => void) => {
          change = listener;
          return () => undefined;
        },
      },
    },
  });
  vi.resetModules();
  ahead = await import('#renderer/state/asked-ahead.ts');
});

afterEach(() => vi.unstubAllGlobals());

describe('what was asked ahead', () => {
  it('is given once, and only to who asks the same', async () => {
    ahead.askAhead('conversions.totals', LIST);
    expect(ahead.askedAhead('conversions.totals', { ...LIST, filter: { text: 'x' } })).toBeUndefined();
    expect(ahead.askedAhead('conversions.page', { ...LIST, index: 0, limit: 100 })).toBeUndefined();
    expect(await ahead.askedAhead('conversions.totals', LIST)).toEqual(reply);
    expect(ahead.askedAhead('conversions.totals', LIST)).toBeUndefined();
    expect(asked).toEqual([LIST]);
  });

  it('is there at once when it was answered, and not before', async () => {
    ahead.askAhead('conversions.totals', LIST);
    expect(ahead.answeredAhead('conversions.totals', LIST)).toBeUndefined();
    await ahead.allAnswered();
    expect(ahead.answeredAhead('conversions.totals', LIST)).toEqual(TOTALS);
    expect(ahead.answeredAhead('conversions.totals', LIST)).toBeUndefined();
  });

  it('is asked again where there was no answer to be had', async () => {
    answer = { ok: false, error: { code: 'no_workspace', message: 'No workspace is open.' } };
    ahead.askAhead('conversions.totals', LIST);
    await ahead.allAnswered();
    expect(ahead.answeredAhead('conversions.totals', LIST)).toBeUndefined();
    expect(ahead.askedAhead('conversions.totals', LIST)).toBeUndefined();
  });

  it('is forgotten when another workspace is opened', async () => {
    ahead.askAhead('conversions.totals', LIST);
    await ahead.allAnswered();
    ahead.forgetAsked();
    expect(ahead.askedAhead('conversions.totals', LIST)).toBeUndefined();
  });

  it('is forgotten when records change, and who took it before can tell', async () => {
    ahead.askAhead('conversions.totals', LIST);
    await ahead.allAnswered();
    expect(ahead.changedSinceAsked()).toBe(false);
    change();
    expect(ahead.changedSinceAsked()).toBe(true);
    expect(ahead.answeredAhead('conversions.totals', LIST)).toBeUndefined();
    expect(ahead.askedAhead('conversions.totals', LIST)).toBeUndefined();
  });
});
