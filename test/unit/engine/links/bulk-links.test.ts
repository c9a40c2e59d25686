import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bulkLinks } from '#main/engine/links/bulk-links.ts';
import { parseTrackingLink } from '#shared/domain/tracking-link.ts';

const BASE = 'http://networkid.ringrevenue.com/c/142/7419-43943-833064';

describe('links of a file', () => {
  let folder = '';
  const at = (name: string): string => join(folder, name);
  const made = async (text: string): Promise<Record<string, string>[]> => {
    await writeFile(at('in.csv'), text);
    await bulkLinks({ from: at('in.csv'), to: at('out.csv') });
    return parse(await readFile(at('out.csv'), 'utf8'), { columns: true });
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'switchboard-links-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('are the ones the second document prints, and every column comes back', async () => {
    const rows = await made(
      `\uFEFFnote,base,offer_id,aff_id,number,aff_sub2\n"a, ""b""",${BASE},45,23,8886532941,12345\n=1+1,${BASE},45,23,(888) 653-2941,\n`,
    );
    expect(rows[0]).toEqual({
      note: 'a, "b"',
      base: BASE,
      offer_id: '45',
      aff_id: '23',
      number: '8886532941',
      aff_sub2: '12345',
      link: `${BASE}?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8886532941%26PPCPN%3D8886532941%26aff_sub2%3D12345`,
      faults: '',
    });
    expect(rows[1]?.['note']).toBe('=1+1');
  });

  it('carry any sub id and say what is wrong with a row, at its place', async () => {
    const rows = await made(
      [
        'base,offer_id,aff_id,number,aff_sub2,source',
        `${BASE},45,23,8886532941,"ü & 日本 +%",{clickid}`,
        'nonsense,45,23,12,,',
        `${BASE},45,23,8886532941,jane@example.com,`,
      ].join('\r\n'),
    );
    const parsed = parseTrackingLink(rows[0]?.['link'] ?? '');
    expect(parsed.ok && parsed.parts.subIds.aff_sub2).toBe('ü & 日本 +%');
    expect(rows[0]?.['faults']).toContain('unresolved-macro');
    expect(rows[1]).toMatchObject({ link: '' });
    expect(rows[1]?.['faults']).toMatch(/not_a_url: .*; not_ten_digits: /);
    expect(rows[2]?.['faults']).toContain('personal-data');
  });

  it('leave no file behind when the input cannot be read', async () => {
    await writeFile(at('in.csv'), 'base,offer_id\nx,1\n');
    const run = bulkLinks({ from: at('in.csv'), to: at('out.csv') });
    await expect(run).rejects.toThrow('no column aff_id, number');
    await expect(bulkLinks({ from: at('none.csv'), to: at('out.csv') })).rejects.toThrow('none.csv');
    await writeFile(at('in.csv'), `base,offer_id,aff_id,number\n${BASE},45\n`);
    await expect(bulkLinks({ from: at('in.csv'), to: at('out.csv') })).rejects.toThrow('line 2');
    expect(await readdir(folder)).toEqual(['in.csv']);
  });
});
