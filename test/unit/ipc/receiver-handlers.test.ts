import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { receiverHandlers } from '#main/ipc/handlers/receivers.ts';
import type { DeskEngine } from '#main/engine/engine-parts.ts';
import { createTokenVault } from '#main/shell/secrets/token-vault.ts';
import { SECRET_PREFIX } from '#shared/domain/signing-secret.ts';
import { HOUR, owedDesk, SAVED } from '#test/support/owed-desk.ts';
import type { OwedDesk } from '#test/support/owed-desk.ts';

const receiver = 'kestrel.example';
const TYPED = 'a-secret-of-some-24-letters';

/** A keyring in memory: seals by turning the text round. */
const turned = (text: string): string => Array.from(text).toReversed().join('');
const cipher = {
  standing: () => Promise.resolve({ available: true, backend: 'kwallet6' }),
  seal: (text: string) => Promise.resolve(Buffer.from(turned(text))),
  open: (sealed: Buffer) => Promise.resolve(turned(sealed.toString())),
  allowWithoutKeyring: () => Promise.resolve(),
};

let desk: OwedDesk;
let copied: string[];
let woken = 0;
beforeEach(async () => {
  desk = await owedDesk();
  copied = [];
});
afterEach(() => desk.close());

function handlers() {
  const engine: Pick<DeskEngine, 'deliveriesChanged'> = {
    deliveriesChanged: () => {
      woken += 1;
    },
  };
  const workspace = { view: { id: 'w', name: 'W', practice: false }, store: desk.store, engine };
  const vault = createTokenVault({ cipher, environment: {} });
  const made = receiverHandlers(
    { workspace: () => workspace, announce: () => undefined, now: () => SAVED + HOUR },
    { vault, copyText: (text) => void copied.push(text) },
  );
  return { made, vault };
}

describe('receivers, as the window asks for them', () => {
  it('a secret that is typed or made here goes to the keyring and never back to the window', async () => {
    const { made, vault } = handlers();
    const typed = { secret: TYPED, oldEndsAt: null, keepWithoutKeyring: false };
    const first = await made['receivers.addSecret']({ receiver, draft: typed });
    expect(first).toMatchObject({
      copied: false,
      receiver: { secrets: [{ keeping: 'keyring', endsAt: null }] },
    });
    const second = await made['receivers.addSecret']({
      receiver,
      draft: { ...typed, secret: null, oldEndsAt: SAVED + 2 * HOUR },
    });
    expect(second.copied).toBe(true);
    const [generated = ''] = copied;
    expect(generated.startsWith(SECRET_PREFIX)).toBe(true);
    expect(Buffer.from(generated.slice(SECRET_PREFIX.length), 'base64')).toHaveLength(32);
    const told = JSON.stringify([first, second, await made['receivers.list']({})]);
    expect(told).not.toContain(TYPED);
    expect(told).not.toContain(generated);
    expect(told).not.toContain('sealed');
    const [newest, old] = (await desk.receiver()).secrets;
    if (!newest || !old) throw new Error('Two secrets should be valid.');
    expect([newest.endsAt, old.endsAt]).toEqual([null, SAVED + 2 * HOUR]);
    expect(await vault.source('w')(newest)).toBe(generated);
    expect(await vault.source('w')(old)).toBe(TYPED);
  });

  it('a secret that is too short is refused by name', async () => {
    const { made } = handlers();
    const draft = { secret: 'short', oldEndsAt: null, keepWithoutKeyring: false };
    await expect(made['receivers.addSecret']({ receiver, draft })).rejects.toMatchObject({
      code: 'invalid_input',
      field: 'secret',
    });
  });

  it('what is set is told, and the sender is woken', async () => {
    const { made } = handlers();
    const [before] = await made['receivers.list']({});
    if (!before) throw new Error('There is no receiver.');
    const { signing } = before.settings;
    const limits = { perSecond: 9, atOnce: 3, timeoutMs: null };
    const settings = { limits, acceptance: { rule: 'tune' as const }, signing: { ...signing } };
    woken = 0;
    expect(await made['receivers.configure']({ receiver, settings })).toMatchObject({ settings });
    await made['receivers.setPaused']({ receiver, paused: true });
    await made['receivers.probe']({ receiver });
    expect(woken).toBe(3);
    await expect(made['receivers.probe']({ receiver: 'nobody.example' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
