import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NETWORK, pageOf, testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

describe('corrections that wait for their original', () => {
  let store: TestStore;
  beforeEach(async () => {
    store = await testStore();
  });
  afterEach(() => store.end());

  it('are listed newest first over all networks, page by page, each once', async () => {
    const other = await store.write.addNetwork({ network: { ...NETWORK, organisationId: '7' }, now: 1 });
    for (const step of [1, 2, 3]) {
      await store.take([{ id: `A-${step}`, call: `CA-${step}`, corrects: `gone-${step}` }], step * 10);
      await store.write.commitPage({
        networkId: other.id,
        cursorBefore: step === 1 ? '' : `B-${step - 1}`,
        body: pageOf([{ id: `B-${step}`, call: `CB-${step}`, corrects: `lost-${step}` }]),
        receivedAt: step * 10 + 1,
        purpose: 'stream',
      });
    }
    const seen: string[] = [];
    for (let before: number | null = null; ;) {
      const page = await store.read.waitingCorrections({ before, limit: 4 });
      seen.push(...page.map(({ transactionId }) => transactionId));
      const last = page.at(-1);
      if (!last) break;
      before = last.id;
    }
    expect(seen).toEqual(['B-3', 'A-3', 'B-2', 'A-2', 'B-1', 'A-1']);
  });

  it('say what they correct, and leave the list when it arrives', async () => {
    await store.take([{ id: 'T-1', call: 'C-1', result: 'Pending' }], 5);
    await store.take(
      [
        { id: 'T-9', call: 'C-1', corrects: 'T-8', result: 'Paid' },
        { id: 'T-7', call: 'C-2', corrects: 'T-6' },
      ],
      9,
    );
    const [unseen, seen] = await store.read.waitingCorrections({ before: null, limit: 50 });
    expect(unseen).toMatchObject({ transactionId: 'T-7', callId: 'C-2', conversionId: null });
    expect(seen).toMatchObject({
      networkName: 'Harbor Calls',
      receivedAt: 9,
      transactionId: 'T-9',
      correctsId: 'T-8',
      callId: 'C-1',
    });
    expect(await store.read.conversionDetail({ id: seen?.conversionId ?? 0 })).toMatchObject({
      row: { invocaId: 'C-1' },
    });
    expect(JSON.parse(seen?.raw ?? '')).toMatchObject({ transaction_id: 'T-9' });

    await store.take([{ id: 'T-8', call: 'C-1', result: 'Pending' }]);
    const left = await store.read.waitingCorrections({ before: null, limit: 50 });
    expect(left.map(({ transactionId }) => transactionId)).toEqual(['T-7']);
  });
});
