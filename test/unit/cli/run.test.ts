import { describe, expect, it } from 'vitest';
import { commandLine } from '#test/support/command-line.ts';

const BASE = 'http://networkid.ringrevenue.com/c/142/7419-43943-833064';
const COMPOSE = ['link', 'compose', '--base', BASE, '--offer', '45', '--aff', '23', '--number', '8886532941'];

describe('the command line', () => {
  it('composes the link the second seed prints, and where it leads', async () => {
    const run = await commandLine([...COMPOSE, '--aff_sub2', '12345', '--json']);
    expect(run).toEqual({ exitCode: 0, errors: '', out: expect.any(String) });
    expect(JSON.parse(run.out)).toEqual({
      link: `${BASE}?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8886532941%26PPCPN%3D8886532941%26aff_sub2%3D12345`,
      redirect:
        'http://networkid.go2cloud.org/aff_c?offer_id=45&aff_id=23&aff_sub=8886532941&PPCPN=8886532941&aff_sub2=12345',
    });
  });

  it('explains a link and names its faults', async () => {
    const run = await commandLine(['--json', 'link', 'explain', `${BASE}?us=%252Faff_c%253Foffer_id%253D45`]);
    const explained: unknown = JSON.parse(run.out);
    expect(run.exitCode).toBe(0);
    expect(explained).toMatchObject({
      layers: expect.any(Array),
      params: expect.any(Array),
      faults: expect.arrayContaining([
        expect.objectContaining({ code: 'double-encoded-path', message: expect.stringContaining('%252F') }),
      ]),
    });
  });

  it.each([
    ['paid', { status: 'approved', known: true }],
    ['Not Paid', { status: 'approved', known: true }],
    ['policybasedprice', { status: 'rejected', known: true }],
    ['brand new word', { status: 'pending', known: false }],
  ])('tells the status of %j', async (raw, expected) => {
    const run = await commandLine(['status', raw, '--json']);
    expect(JSON.parse(run.out)).toEqual(expected);
  });

  it.each([
    [[]],
    [['no', 'such', 'command']],
    [['status']],
    [['link', 'compose', '--base', BASE]],
    [
      [
        'network',
        'add',
        'invoca',
        '--name',
        'x',
        '--base-url',
        'http://example.com',
        '--network-id',
        '1',
        '--token-env',
        'T',
      ],
    ],
    [
      [
        'network',
        'add',
        'invoca',
        '--name',
        'x',
        '--base-url',
        'https://example.com',
        '--network-id',
        '1',
        '--token-env',
        'not a name',
      ],
    ],
    [['conversions', 'export', '--format', 'xml', '--out', 'x']],
    [['sync']],
    [['status', 'paid', '--data']],
  ])('answers words that are off with exit code 2: %j', async (args) => {
    const run = await commandLine(args);
    expect(run.exitCode).toBe(2);
    expect(run.out === '' || args.length === 0).toBe(true);
  });

  it('fails with exit code 1 and says which field is wrong', async () => {
    const run = await commandLine([...COMPOSE.slice(0, -1), '88865']);
    expect(run.exitCode).toBe(1);
    expect(run.errors).toMatch(/digit/);
    expect(run.out).toBe('');
  });
});
