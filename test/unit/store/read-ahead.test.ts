import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PageOutcome } from '#main/engine/ports/call-log-store.ts';
import { NETWORK, testStore, wireRow } from '#test/support/store-workspace.ts';
import type { PracticeRow, TestStore } from '#test/support/store-workspace.ts';

const AT = 1_700_000_000_000;

/** A page as one text, of rows as they stand in it. */
const bytesOf = (rows: readonly string[]): Uint8Array<ArrayBuffer> =>
  new TextEncoder().encode(`[${rows.join(',')}]`);

const text = (row: PracticeRow): string => JSON.stringify(wireRow(row));

async function cursorOf(store: TestStore, networkId: number): Promise<string> {
  return (await store.read.networks()).find(({ id }) => id === networkId)?.cursor ?? '';
}

async function takeAsItCame(
  store: TestStore,
  rows: readonly string[],
  networkId = store.network.id,
): Promise<PageOutcome> {
  const cursorBefore = await cursorOf(store, networkId);
  const body = bytesOf(rows);
  return store.write.commitPage({ networkId, cursorBefore, body, receivedAt: AT, purpose: 'stream' });
}

async function readAhead(store: TestStore, rows: readonly string[]) {
  const { currency, user } = store.network;
  const ahead = await store.read.readAhead({ body: bytesOf(rows), currency, user });
  if (ahead.kind !== 'ahead') throw new Error(`The page was not read ahead, but is ${ahead.kind}.`);
  return ahead;
}

async function takeAhead(
  store: TestStore,
  rows: readonly string[],
  networkId = store.network.id,
): Promise<PageOutcome> {
  const ahead = await readAhead(store, rows);
  const cursorBefore = await cursorOf(store, networkId);
  return store.write.commitAhead({ networkId, cursorBefore, ahead, receivedAt: AT });
}

/** All that is stored of a call log, by names the network gives instead of the file's own ids. */
function stored({ file, network }: TestStore, networkId = network.id): Record<string, unknown[]> {
  const db = new Database(file, { readonly: true });
  const all = (sql: string): unknown[] => db.prepare<[number]>(sql).all(networkId);
  try {
    return {
      networks: all('SELECT cursor, transactions FROM networks WHERE id = ?'),
      lines: all(
        `SELECT virtual_line_id, number_description, said_partner_id, said_offer_id, partner_id, offer_id,
           number_id IS NULL FROM lines WHERE network_id = ? ORDER BY 1, 2, 3, 4`,
      ),
      partners: all('SELECT partner_id, name, listed FROM partners WHERE network_id = ? ORDER BY 1'),
      offers: all('SELECT offer_id, name, listed FROM offers WHERE network_id = ? ORDER BY 1'),
      conversions: all(
        `SELECT c.*, l.virtual_line_id, l.said_partner_id, l.said_offer_id, NULL AS id, NULL AS line_id
         FROM conversions AS c JOIN lines AS l ON l.id = c.line_id WHERE c.network_id = ? ORDER BY c.call_id`,
      ),
      transactions: all(
        `SELECT t.*, c.call_id, NULL AS id, NULL AS conversion_id
         FROM transactions AS t JOIN conversions AS c ON c.id = t.conversion_id WHERE c.network_id = ? ORDER BY t.id`,
      ),
      history: all(
        `SELECT h.*, c.call_id, NULL AS conversion_id, NULL AS position, NULL AS chain
         FROM history AS h JOIN conversions AS c ON c.id = h.conversion_id WHERE c.network_id = ? ORDER BY c.call_id, h.seq`,
      ),
      unparsed: all('SELECT transaction_id, reason, raw FROM unparsed_rows WHERE network_id = ? ORDER BY id'),
      deliveries: all(
        `SELECT d.meaning, d.url, d.body, d.origins, d.state, d.payout, c.call_id
         FROM deliveries AS d JOIN conversions AS c ON c.id = d.conversion_id WHERE c.network_id = ? ORDER BY c.call_id, d.meaning`,
      ),
    };
  } finally {
    db.close();
  }
}

/** An outcome without the file's own ids. */
function told(outcome: PageOutcome): unknown {
  if (outcome.kind !== 'committed') return outcome;
  const { changedIds, ...rest } = outcome;
  return {
    ...rest,
    ids: [changedIds.pending.length, changedIds.approved.length, changedIds.rejected.length],
  };
}

const one = (call: string, more: Partial<PracticeRow> = {}): PracticeRow => ({
  id: `T-${call}`,
  call: `C-${call}`,
  result: 'No Sale',
  payout: 100,
  ...more,
});

let store: TestStore;
let other: TestStore;
beforeEach(async () => {
  [store, other] = await Promise.all([testStore(), testStore()]);
});
afterEach(() => Promise.all([store.end(), other.end()]));

describe('a page read ahead', () => {
  const word = (of: fc.Arbitrary<string>): fc.Arbitrary<string | undefined> =>
    fc.option(of, { nil: undefined });
  const row = fc.record({
    call: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L'),
    result: word(fc.constantFrom('Paid', 'No Sale', 'Repeat', 'Odd', 'Médiocre', '')),
    payout: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: undefined }),
    corrects: fc.option(fc.nat({ max: 17 }), { nil: undefined, freq: 4 }),
    line: word(fc.constantFrom('tune-1', 'tune-2', 'tune-3', 'elsewhere')),
    partner: word(fc.constantFrom('7', '8')),
    offer: word(fc.constantFrom('45', '46')),
    caller: word(fc.constantFrom('415-555-0100', '')),
    startedAt: fc.option(fc.integer({ min: AT, max: AT + 9 }), { nil: undefined }),
    subIds: fc.option(fc.dictionary(fc.constantFrom('aff_sub2', 'source'), fc.constantFrom('x', '"é', '')), {
      nil: undefined,
    }),
    broken: fc.integer({ min: 0, max: 15 }),
  });
  const drafted = fc.array(row, { minLength: 1, maxLength: 9 });

  it('comes to what it comes to when it is taken in as it came', async () => {
    const [plain, ahead] = [store, other];
    const quiet = await prepare(plain, false);
    const owing = await prepare(plain, true);
    expect([await prepare(ahead, false), await prepare(ahead, true)]).toEqual([quiet, owing]);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(drafted, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        async (drafts, templates, repeats) => {
          run += 1;
          let place = 0;
          const pages = drafts.map((rows) =>
            rows.map(({ corrects, broken, ...draft }): string => {
              const given = Object.entries(draft).filter(([, value]) => value !== undefined);
              const id = `T-${run}-${place}`;
              place += 1;
              if (broken === 0) return `{"transaction_id":"${id}","complete_call_id":"C","duration":"long"}`;
              if (broken === 1) return '{"notes":"<},{\\"transaction_id\\">",nonsense}';
              return text({
                id: broken === 2 ? `T-${run}-0` : id,
                ...Object.fromEntries(given),
                call: `C-${run}-${draft.call}`,
                ...(draft.partner === '8' ? { partnerName: 'Ōkapi 🐾' } : {}),
                ...(corrects === undefined ? {} : { corrects: `T-${run}-${corrects}` }),
              });
            }),
          );
          const networkId = templates ? owing : quiet;
          for (const rows of repeats ? [...pages, ...pages] : pages) {
            const outcome = await takeAhead(ahead, rows, networkId);
            expect(told(outcome)).toEqual(told(await takeAsItCame(plain, rows, networkId)));
          }
          expect(stored(ahead, networkId)).toEqual(stored(plain, networkId));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('is committed whole or not at all', async () => {
    await takeAhead(store, [text(one('A'))]);
    const before = stored(store);
    const unwilling = new Database(store.file);
    unwilling.exec(`CREATE TRIGGER refuse BEFORE UPDATE OF cursor ON networks WHEN new.cursor = 'T-C'
      BEGIN SELECT RAISE(ABORT, 'the disk said no'); END`);
    unwilling.close();
    const rows = [text(one('B')), text({ ...one('A'), id: 'T-A2' }), text(one('C', { partner: '9' }))];
    await expect(takeAhead(store, rows)).rejects.toThrow('the disk said no');
    expect(stored(store)).toEqual(before);
    const again = new Database(store.file);
    again.exec('DROP TRIGGER refuse');
    again.close();
    expect(await takeAhead(store, rows)).toMatchObject({ kind: 'committed', rows: 3, fresh: 3 });
    await takeAsItCame(other, [text(one('A'))]);
    await takeAsItCame(other, rows);
    expect(stored(store)).toEqual(stored(other));
  });

  it('keeps the rows in the order they came, whichever way they take', async () => {
    const calls = ['A', 'B', 'C', 'A', 'D', 'E'];
    const rows = calls.map((call, place) => text({ ...one(call), id: `T-${place}` }));
    await takeAhead(store, rows);
    expect(stored(store)['transactions']).toMatchObject(
      calls.map((_, place) => ({ transaction_id: `T-${place}`, raw: rows[place] })),
    );
  });

  it('is stale when the cursor has moved on, or its memory was given back', async () => {
    const ahead = await readAhead(store, [text(one('A'))]);
    const page = { networkId: store.network.id, ahead, receivedAt: AT };
    expect(await store.write.commitAhead({ ...page, cursorBefore: 'T-0' })).toEqual({ kind: 'stale' });
    await store.read.endAhead();
    expect(await store.write.commitAhead({ ...page, cursorBefore: '' })).toEqual({ kind: 'stale' });
    expect(stored(store)['transactions']).toEqual([]);
    expect(await takeAhead(store, [text(one('A'))])).toMatchObject({ kind: 'committed', fresh: 1 });
  });

  it('is kept while the page after it is read, and no longer', async () => {
    const first = await readAhead(store, [text(one('A'))]);
    const second = await readAhead(store, [text(one('B'))]);
    const page = { networkId: store.network.id, receivedAt: AT };
    expect(await store.write.commitAhead({ ...page, cursorBefore: '', ahead: first })).toMatchObject({
      fresh: 1,
      cursor: 'T-A',
    });
    await readAhead(store, [text(one('C'))]);
    expect(await store.write.commitAhead({ ...page, cursorBefore: 'T-A', ahead: first })).toEqual({
      kind: 'stale',
    });
    expect(await store.write.commitAhead({ ...page, cursorBefore: 'T-A', ahead: second })).toMatchObject({
      fresh: 1,
      cursor: 'T-B',
    });
  });

  it('is read anew when it was read with what the account no longer says', async () => {
    const body = bytesOf([text(one('A', { payout: 1250 }))]);
    const ahead = await store.read.readAhead({ body, currency: 'JPY', user: 'network' });
    if (ahead.kind !== 'ahead') throw new Error(ahead.kind);
    const to = { networkId: store.network.id, cursorBefore: '', receivedAt: AT };
    expect(await store.write.commitAhead({ ...to, ahead })).toMatchObject({ fresh: 1 });
    expect(stored(store)['conversions']).toMatchObject([{ payout: 1250 }]);
  });

  it('says why it is unreadable', async () => {
    const { currency, user } = store.network;
    const body = new TextEncoder().encode('<html>Bad gateway</html>');
    expect(await store.read.readAhead({ body, currency, user })).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('instead of calls'),
    });
  });

  it('comes back as it was given when it cannot be read to its end', async () => {
    const rows = Array.from({ length: 1_200 }, (_, k) => text(one(`N${k}`)));
    const { currency, user } = store.network;
    const reading = store.read.readAhead({ body: bytesOf(rows), currency, user });
    const ended = store.read.endAhead();
    await ended;
    const back = await reading;
    if (back.kind !== 'body') throw new Error(back.kind);
    expect(Buffer.from(back.body).equals(bytesOf(rows))).toBe(true);
  });
});

let accounts = 3_000;

/**
 * A network of its own, with numbers that have sub ids or a link, and a template where asked: so that some calls get what
 * does not stand in their rows, and some owe.
 */
async function prepare(desk: TestStore, template: boolean): Promise<number> {
  const { id } = await desk.write.addNetwork({
    network: { ...NETWORK, organisationId: String(++accounts) },
    now: 1,
  });
  const listed = (k: number, customData: Record<string, string>) => ({
    idFromNetwork: `tune-${k}`,
    invocaId: `90${k}`,
    number: `888555010${k}`,
    description: `Line ${k}`,
    mediaType: 'Online',
    advertiserId: '8',
    partnerId: '23',
    offerId: '45',
    customData,
    baseLink: '',
  });
  const numbers = [listed(1, {}), listed(2, { aff_sub3: 'of the number' }), listed(3, {})];
  const catalogue = { partners: [], offers: [], numbers, campaigns: [], ringPools: [] };
  await desk.write.saveCatalogue({ networkId: id, catalogue, asOf: 1, now: 1 });
  const subIds = { aff_sub2: 'of the link', aff_sub3: '', aff_sub4: '', aff_sub5: '', source: 'mail' };
  const link = { base: 'https://harbor.example/c/1', offerId: '45', partnerId: '23', note: '', subIds };
  await desk.write.saveLink({
    draft: { ...link, number: '8885550103' },
    link: `https://harbor.example/c/1?${id}`,
    now: 1,
  });
  if (template) {
    const draft = {
      id: null,
      name: `all ${id}`,
      url: 'https://partner.example/cb?id={invoca_id}&payout={payout}&two={aff_sub2}',
      scope: { networkId: id, partnerId: null, offerId: null },
      startsAt: 0,
      active: true,
    };
    await desk.write.saveTemplate({ draft, now: 1 });
  }
  return id;
}
