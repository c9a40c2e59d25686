import { describe, expect, it } from 'vitest';
import type { StoreTrouble } from '#main/engine/ports/desk-store.ts';
import { overviewHandlers } from '#main/ipc/handlers/overview.ts';
import type { AttentionItem } from '#shared/ipc/desk.ts';
import { deskStoreDouble } from '#test/unit/engine/desk-store-double.ts';

const EMPTY = {
  calls: 0,
  conversions: { pending: 0, approved: 0, rejected: 0 },
  sums: [],
  allConversions: 0,
  networks: 0,
  deliveries: { waiting: 0, failing: 0, acceptedToday: 0 },
  jobs: { waiting: 0, running: 0, failed: 0, held: '' },
  attention: [],
  days: [],
};

async function attention(trouble: StoreTrouble | null): Promise<readonly AttentionItem[]> {
  const store = deskStoreDouble({
    read: {
      networks: () => Promise.resolve([]),
      spcNetworks: () => Promise.resolve([]),
      receivers: () => Promise.resolve([]),
      overview: () => Promise.resolve(EMPTY),
    },
  });
  const workspace = {
    view: { id: 'w', name: 'W', practice: false },
    store: { ...store, trouble: () => trouble },
  };
  const handlers = overviewHandlers(
    { workspace: () => workspace, now: () => 0 },
    {
      vault: { keeping: () => 'session' },
      secrets: { keeping: () => 'session' },
      settingsSetAside: null,
    },
  );
  return (await handlers['overview.get']({ dayStart: 0, dayEnd: 1 })).attention;
}

describe('the overview', () => {
  it('says that the store was started again, and why', async () => {
    expect(await attention(null)).toEqual([]);
    expect(await attention({ reason: 'Out of memory.', lasting: false })).toMatchObject([
      { kind: 'store_restarted', text: expect.stringContaining('Out of memory.') },
    ]);
  });
});
