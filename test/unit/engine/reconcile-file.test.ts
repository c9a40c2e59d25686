import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readThereFile } from '#main/engine/reconcile/there-file.ts';
import type { ThereRow } from '#shared/domain/reconcile/sides.ts';
import type { FileField } from '#shared/ipc/reconcile.ts';

describe('a file of another side', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-reconcile-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = async (
    text: string,
    columns: Partial<Record<FileField, string>> = {},
  ): Promise<readonly ThereRow[]> => {
    const file = join(folder, 'there.csv');
    await writeFile(file, text);
    return (await readThereFile({ file, columns, zone: 'America/New_York', currency: 'USD' })).rows;
  };

  it('is read with its own names, times on its own clock and money to the minor unit', async () => {
    const rows = await read(
      [
        '\uFEFFStat.ad_id,Stat.status,Stat.payout,currency,datetime,number,other',
        'A-1,Approved,$21.00,usd,2026-07-01 09:02:03,(888) 555-0142,x',
        'A-2,pending,1.005,USD,2026-01-01T09:02:03-08:00,,',
        'A-3,rejected,1500,JPY,,8885550142,',
      ].join('\n'),
      { invoca_id: 'Stat.ad_id', status: 'Stat.status', payout: 'Stat.payout' },
    );
    expect(rows).toEqual([
      {
        line: 2,
        invocaId: 'A-1',
        status: 'approved',
        payout: 2100,
        currency: 'USD',
        at: Date.parse('2026-07-01T13:02:03Z'),
        number: '8885550142',
      },
      {
        line: 3,
        invocaId: 'A-2',
        status: 'pending',
        payout: 101,
        currency: 'USD',
        at: Date.parse('2026-01-01T17:02:03Z'),
        number: '',
      },
      {
        line: 4,
        invocaId: 'A-3',
        status: 'rejected',
        payout: 1500,
        currency: 'JPY',
        at: null,
        number: '8885550142',
      },
    ]);
  });

  it('says of every cell it cannot read where it is', async () => {
    const wrong = read(
      'invoca_id,status,payout,datetime\nA,paid,1.00,\nB,approved,"1,00",\nC,pending,1,May 5\n',
    );
    await expect(wrong).rejects.toThrow(
      /line 2, status: “paid”.*\nline 3, payout: “1,00”.*\nline 4, datetime: “May 5”/,
    );
    await expect(read('invoca_id,status\n')).rejects.toThrow('no column “payout”');
    await expect(read('invoca_id,status,payout\n', { number: 'tel' })).rejects.toThrow(
      'no column “tel” for number',
    );
    await expect(read('')).rejects.toThrow('is empty');
  });
});
