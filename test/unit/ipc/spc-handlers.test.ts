import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spcNetworkHandlers } from '#main/ipc/handlers/spc-networks.ts';
import { sessionHandlers } from '#main/ipc/handlers/sessions.ts';
import { sessionClients } from '#main/networks/spc/spc-client.ts';
import { createTokenVault } from '#main/shell/secrets/token-vault.ts';
import type { SpcDraft } from '#shared/ipc/spc-networks.ts';
import { inProcessSpc } from '#test/support/spc-in-process.ts';
import { testStore } from '#test/support/store-workspace.ts';
import type { TestStore } from '#test/support/store-workspace.ts';

const NOW = Date.UTC(2026, 2, 2, 15);

let store: TestStore;
let told: string[];

beforeEach(async () => {
  store = await testStore();
  told = [];
});
afterEach(() => store.end());

function handlers() {
  const spc = inProcessSpc(() => NOW);
  const workspace = {
    view: { id: 'w', name: 'W', practice: false },
    store,
    engine: {
      networksChanged: () => void told.push('networks changed'),
      jobsChanged: () => void told.push('jobs changed'),
    },
  };
  const desk = { workspace: () => workspace, announce: () => undefined, now: () => NOW };
  const vault = createTokenVault({
    cipher: {
      standing: () => Promise.resolve({ available: true, backend: 'test' }),
      seal: (text) => Promise.resolve(Buffer.from(`sealed ${text}`)),
      open: (sealed) => Promise.resolve(sealed.toString('utf8').slice(7)),
      allowWithoutKeyring: () => Promise.resolve(),
    },
    environment: {},
  });
  const draft: SpcDraft = {
    name: 'Numbers desk',
    endpoint: 'https://spc.example/soap/v1',
    apiUser: spc.service.world.users[0]?.name ?? '',
    customerId: 'acme',
    namespace: '',
    authentication: 'username_token',
    extensions: true,
    apiKey: spc.key,
  };
  const networks = spcNetworkHandlers(desk, {
    vault,
    sessions: sessionClients({ send: spc.send, clock: () => NOW }),
    workspaceForNetwork: () => Promise.resolve(workspace),
  });
  const sessions = sessionHandlers(desk, () => 'form:made-here');
  return { spc, draft, ...networks, ...sessions };
}

describe('an SPC account', () => {
  it('is tested with its key before it is kept, and tells the field at fault', async () => {
    const { draft, ...ask } = handlers();
    expect(await ask['spc.test'](draft)).toMatchObject({ ok: true, field: null });
    expect(await ask['spc.test']({ ...draft, apiKey: 'wrong' })).toMatchObject({
      ok: false,
      field: 'apiKey',
    });
    expect(await ask['spc.test']({ ...draft, customerId: 'somebody-else' })).toMatchObject({
      ok: false,
      field: 'customerId',
    });
    expect(await ask['spc.test']({ ...draft, endpoint: 'http://spc.example' })).toMatchObject({
      ok: false,
      field: 'endpoint',
    });
  });

  it('says when the clocks are far apart', async () => {
    const { draft, spc, ...ask } = handlers();
    spc.service.settings.clockOffsetMinutes = 2;
    const { message } = await ask['spc.test'](draft);
    expect(message).toMatch(/clock is 1(19|20|21) seconds ahead of/);
  });

  it('never gives its key back, and keeps it sealed', async () => {
    const { draft, ...ask } = handlers();
    const added = await ask['spc.add']({ draft, keepWithoutKeyring: false });
    expect(added).toMatchObject({ tokenKeeping: 'keyring', namespace: 'urn:example:spc:session-numbers:v1' });
    expect(JSON.stringify(await ask['spc.list']({}))).not.toContain(draft.apiKey);
    const [stored] = await store.read.spcNetworks();
    expect(JSON.stringify(stored)).not.toContain(draft.apiKey);
    expect(told).toEqual(['networks changed']);
    await expect(ask['spc.add']({ draft, keepWithoutKeyring: false })).rejects.toMatchObject({
      code: 'conflict',
    });
  });

  it('keeps its key from another server', async () => {
    const {
      draft: { apiKey, ...change },
      ...ask
    } = handlers();
    const { id } = await ask['spc.add']({ draft: { ...change, apiKey }, keepWithoutKeyring: false });
    const moved = {
      id,
      change: { ...change, endpoint: 'https://other.example/soap' },
      apiKey: '',
      keepWithoutKeyring: false,
    };
    await expect(ask['spc.change'](moved)).rejects.toMatchObject({ field: 'apiKey' });
    const renamed = { ...moved, change: { ...change, name: 'Spring', extensions: false } };
    expect(await ask['spc.change'](renamed)).toMatchObject({ name: 'Spring', extensions: false });
    await expect(ask['spc.change']({ ...renamed, apiKey: 'wrong' })).rejects.toMatchObject({
      code: 'rejected_by_network',
      field: 'apiKey',
    });
  });
});

describe('a session number asked for in the window', () => {
  it('is stored as a job, under a reference made where none was given', async () => {
    const { draft, ...ask } = handlers();
    const { id: networkId } = await ask['spc.add']({ draft, keepWithoutKeyring: false });
    const asked = {
      networkId,
      campaignId: 'spring-offer-7',
      reference: '',
      ttlSeconds: 7200,
      information: {
        keywords: [' spring\toffer'],
        fields: { landing_page: 'https://shop.example/a?who=me' },
      },
    };
    const made = await ask['sessions.request'](asked);
    expect(made.row).toMatchObject({
      state: 'requested',
      clientReference: 'form:made-here',
      ttlSeconds: 7200,
    });
    expect(told).toContain('jobs changed');
    expect(await store.read.firstInformation({ sessionNumberId: made.row.id })).toEqual({
      keywords: [' spring offer'],
      fields: { landing_page: 'https://shop.example/a' },
    });
    await expect(ask['sessions.request']({ ...asked, reference: 'x', ttlSeconds: 5 })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'requestedTtlSeconds',
    });
    await ask['sessions.update']({
      id: made.row.id,
      update: { mode: 'merge', fields: { ad_copy: 'B' } },
      expectedVersion: null,
    });
    const { afterWaiting } = await ask['sessions.detail']({ id: made.row.id });
    expect(afterWaiting.fields).toEqual({ landing_page: 'https://shop.example/a', ad_copy: 'B' });
  });
});
