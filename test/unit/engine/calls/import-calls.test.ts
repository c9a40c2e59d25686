import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCaller, readInstant, readNumber, readSeconds } from '#main/engine/calls/import-cells.ts';
import { guessedMapping, importCalls, previewImport, readHead } from '#main/engine/calls/import-calls.ts';
import type { ImportedCall } from '#main/engine/ports/call-store.ts';
import { instantOfClock } from '#shared/domain/zoned-clock.ts';
import { wallClock } from '#shared/domain/wall-clock.ts';
import type { ImportOptions } from '#shared/ipc/calls.ts';

const FILE = `\uFEFFCall Time;Tracking Number;Caller;Duration;Ad Copy;Twitter ID;Sale
2026-03-02 16:41:09;(202) 555-0143;anonymous;5:12;"B: 24 hours
& 20% off";1597334455667788990;yes
not a time;555;;x;A;7;maybe

3/2/2026 4:41 PM;'+12025550143;+14155550187;0;=A1;8;
`;
const HEAD = ['Call Time', 'Tracking Number', 'Caller', 'Duration', 'Ad Copy', 'Twitter ID', 'Sale'];
const OPTIONS: ImportOptions = {
  networkId: 1,
  campaignId: 'spring-7',
  mapping: guessedMapping(HEAD),
  zone: 'America/New_York',
};

describe('a file of calls', () => {
  it('is read by what its columns seem to be', async () => {
    expect(await readHead(FILE)).toEqual(HEAD);
    expect(OPTIONS.mapping).toEqual({
      'Call Time': 'started_at',
      'Tracking Number': 'number',
      Caller: 'caller_number',
      Duration: 'talk_seconds',
      'Ad Copy': 'field.ad_copy',
      'Twitter ID': 'field.twitter_id',
      Sale: 'order',
    });
  });

  it('shows before anything is stored which cells of which lines cannot be read', async () => {
    const preview = await previewImport(FILE, OPTIONS, {
      knownCalls: ({ calls }) => Promise.resolve(calls.length - 1),
    });
    expect(preview).toMatchObject({ rows: 3, ready: 2, known: 1, faultsInAll: 4 });
    expect(preview.faults.map(({ line, column }) => [line, column])).toEqual([
      [4, 'Tracking Number'],
      [4, 'Call Time'],
      [4, 'Duration'],
      [4, 'Sale'],
    ]);
    expect(preview.sample.map(({ line }) => line)).toEqual([2, 4, 6]);
  });

  it('becomes calls; what cannot be read is left out and counted, and the mapping is remembered', async () => {
    const taken: ImportedCall[] = [];
    const remembered: unknown[] = [];
    const result = await importCalls(
      FILE,
      OPTIONS,
      {
        importCalls: ({ calls }) => {
          taken.push(...calls);
          return Promise.resolve({ added: calls.length, updated: 0 });
        },
        rememberImportMapping: (input) => {
          remembered.push(input);
          return Promise.resolve();
        },
      },
      0,
    );
    expect(result).toEqual({ added: 2, updated: 0, skipped: 1 });
    expect(remembered).toEqual([{ head: HEAD, mapping: OPTIONS.mapping }]);
    expect(taken).toEqual([
      {
        callId: null,
        sessionId: '',
        campaignId: 'spring-7',
        number: '+12025550143',
        callerNumber: '',
        status: 'answered',
        startedAt: Date.UTC(2026, 2, 2, 21, 41, 9),
        talkSeconds: 312,
        ordered: true,
        information: {
          keywords: [],
          fields: { ad_copy: 'B: 24 hours\n& 20% off', twitter_id: '1597334455667788990' },
        },
      },
      expect.objectContaining({
        callerNumber: '+14155550187',
        status: 'no_answer',
        startedAt: Date.UTC(2026, 2, 2, 21, 41),
        ordered: null,
      }),
    ]);
  });

  it('is refused with what is wrong: no head, two columns of one name, no number, two columns read as one', async () => {
    const preview = (text: string, mapping = OPTIONS.mapping) =>
      previewImport(text, { ...OPTIONS, mapping }, { knownCalls: () => Promise.resolve(0) });
    await expect(preview('')).rejects.toMatchObject({ code: 'invalid_input', field: 'file' });
    await expect(preview('a,b,a\n1,2,3\n')).rejects.toMatchObject({
      message: 'The file has two columns called “a”.',
    });
    await expect(preview('a\n1\n')).rejects.toMatchObject({ field: 'number' });
    await expect(preview('a,b\n1,2\n', { a: 'number', b: 'number' })).rejects.toMatchObject({
      field: 'mapping.b',
    });
    await expect(preview('a,b\n1,"2\n', { a: 'number', b: 'started_at' })).rejects.toMatchObject({
      field: 'file',
    });
  });
});

describe('cells', () => {
  it('hold times with a zone of their own, on the clocks of one, or since 1970', () => {
    const at = Date.UTC(2026, 2, 2, 16, 41, 9);
    for (const text of [
      '2026-03-02T16:41:09Z',
      '2026-03-02 11:41:09 -05:00',
      '1772469669',
      '1772469669000',
    ]) {
      expect(readInstant(text, 'Europe/Berlin')).toEqual({ ok: true, value: at });
    }
    expect(readInstant('2026-03-02 17:41:09', 'Europe/Berlin')).toEqual({ ok: true, value: at });
    expect(readInstant('2026-02-30 10:00', 'UTC').ok).toBe(false);
    expect(readInstant('2026-03-02', 'UTC').ok).toBe(false);
  });

  it('hold numbers in any spelling and callers that are not told', () => {
    expect(readNumber('+44 20 7946 0958')).toEqual({ ok: true, value: '+442079460958' });
    expect(readNumber('202.555.0143')).toEqual({ ok: true, value: '+12025550143' });
    expect(readNumber('12').ok).toBe(false);
    expect(readCaller('Restricted')).toEqual({ ok: true, value: '' });
    expect(readSeconds('1:02:03')).toEqual({ ok: true, value: 3723 });
    expect(readSeconds('1:99').ok).toBe(false);
  });

  it('on any clock of any zone name the instant that clock shows', () => {
    const zones = ['America/New_York', 'Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC'];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: Date.UTC(2000, 0, 1) / 1000, max: Date.UTC(2040, 0, 1) / 1000 }),
        (zone, seconds) => {
          const { date, time } = wallClock(seconds * 1000, zone);
          const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
          const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number);
          const found = instantOfClock({ year, month, day, hour, minute, second }, zone);
          expect(found).not.toBeNull();
          expect(wallClock(found ?? 0, zone)).toEqual({ date, time });
        },
      ),
    );
  });
});
