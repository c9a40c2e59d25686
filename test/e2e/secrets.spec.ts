import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { expect, quit, test } from '#test/support/electron-app.ts';
import { NO_BUS, startOwnBus } from '#test/support/session-bus.ts';

const TOKEN = 'MARK-9f3a7c51d2e84b06-planted-by-a-test';

/** An account that knows the token and nothing else; it notes every token it is shown. */
interface Account {
  readonly baseUrl: string;
  readonly shown: string[];
  close(): void;
}

test.describe('tokens', () => {
  test.skip(process.platform !== 'linux', 'The keyring of the specs is the one of Linux.');
  let account: Account;
  test.beforeEach(async () => {
    account = await startAccount();
  });
  test.afterEach(() => account.close());

  test('lie encrypted by the keyring, are used again after a restart, and leave no trace', async ({
    launch,
    dataFolder,
  }) => {
    const bus = await startOwnBus();
    try {
      await bus.unlockKeyring();
      const options = {
        env: { DBUS_SESSION_BUS_ADDRESS: bus.address },
        electronArgs: ['--password-store=gnome-libsecret'],
      };
      const first = await launch(options);
      await expect.poll(() => keyring(first.page)).toEqual({ available: true, backend: 'gnome_libsecret' });
      const added = await addNetwork(first.page, account.baseUrl, false);
      expect(added).toMatchObject({ ok: true, value: { tokenKeeping: 'keyring' } });
      await expect.poll(() => account.shown).toContain(TOKEN);
      const replies = await everythingThePageCanSee(first.page);
      expect(replies).not.toContain(TOKEN);
      await quit(first.app);
      expect(await filesWith(dataFolder, TOKEN)).toEqual([]);

      account.shown.length = 0;
      const second = await launch(options);
      await expect.poll(() => account.shown).toContain(TOKEN);
      await quit(second.app);
      expect(await filesWith(dataFolder, TOKEN)).toEqual([]);
    } finally {
      await bus.stop();
    }
  });

  test('without a keyring are held for the session only, and the app says so', async ({
    launch,
    dataFolder,
  }) => {
    const env = { DBUS_SESSION_BUS_ADDRESS: NO_BUS };
    const first = await launch({ env });
    await expect.poll(async () => (await keyring(first.page)).available).toBe(false);
    const added = await addNetwork(first.page, account.baseUrl, false);
    expect(added).toMatchObject({ ok: true, value: { tokenKeeping: 'session' } });
    await expect.poll(() => account.shown).toContain(TOKEN);
    await quit(first.app);
    expect(await filesWith(dataFolder, TOKEN)).toEqual([]);

    account.shown.length = 0;
    const { page } = await launch({ env });
    await expect.poll(() => attentionKinds(page)).toContain('token_missing');
    const networks = await page.evaluate(() => window.switchboard.requests['networks.list']({}));
    expect(networks).toMatchObject({ ok: true, value: [{ tokenKeeping: 'missing' }] });
    expect(account.shown).toEqual([]);
  });

  test('without a keyring stay on disk only if the person agrees, and not in the clear', async ({
    launch,
    dataFolder,
  }) => {
    const env = { DBUS_SESSION_BUS_ADDRESS: NO_BUS };
    const first = await launch({ env });
    const added = await addNetwork(first.page, account.baseUrl, true);
    expect(added).toMatchObject({ ok: true, value: { tokenKeeping: 'unprotected' } });
    await quit(first.app);
    expect(await filesWith(dataFolder, TOKEN)).toEqual([]);

    account.shown.length = 0;
    await launch({ env });
    await expect.poll(() => account.shown).toContain(TOKEN);
  });

  test('that the account refuses are named as the fault, and not repeated', async ({ launch }) => {
    const { page } = await launch({ env: { DBUS_SESSION_BUS_ADDRESS: NO_BUS } });
    const wrong = 'WRONG-a81c-token-that-nobody-knows';
    const reply = await page.evaluate(
      ([baseUrl, token]) =>
        window.switchboard.requests['networks.test']({
          name: 'Account',
          baseUrl: baseUrl ?? '',
          organisationId: '1234',
          user: 'advertiser',
          token: token ?? '',
          currency: 'USD',
        }),
      [account.baseUrl, wrong],
    );
    expect(reply).toMatchObject({ ok: true, value: { ok: false, field: 'token' } });
    expect(JSON.stringify(reply)).not.toContain(wrong);
  });
});

async function startAccount(): Promise<Account> {
  const shown: string[] = [];
  const server: Server = createServer((request, response) => {
    const token = request.headers.authorization ?? '';
    shown.push(token);
    response.setHeader('content-type', 'application/json');
    if (token === TOKEN) response.end('[]');
    else response.writeHead(401).end(JSON.stringify({ errors: { class: 'UnauthorizedError', token } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    shown,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function addNetwork(page: Page, baseUrl: string, keepWithoutKeyring: boolean) {
  return page.evaluate(
    ([url, token, keep]) =>
      window.switchboard.requests['networks.add']({
        draft: {
          name: 'Account',
          baseUrl: url,
          organisationId: '1234',
          user: 'advertiser',
          token,
          currency: 'USD',
        },
        keepWithoutKeyring: keep,
      }),
    [baseUrl, TOKEN, keepWithoutKeyring] as const,
  );
}

async function keyring(page: Page): Promise<{ available: boolean; backend: string }> {
  const reply = await page.evaluate(() => window.switchboard.requests['desk.state']({}));
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value.keyring;
}

async function attentionKinds(page: Page): Promise<readonly string[]> {
  const reply = await page.evaluate(() =>
    window.switchboard.requests['overview.get']({ dayStart: 0, dayEnd: 86_400_000 }),
  );
  return reply.ok ? reply.value.attention.map(({ kind }) => kind) : [];
}

/** All the window is told about networks and the desk, and what it drew of it. */
async function everythingThePageCanSee(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const { requests } = window.switchboard;
    const replies = [
      await requests['desk.state']({}),
      await requests['networks.list']({}),
      await requests['overview.get']({ dayStart: 0, dayEnd: 86_400_000 }),
    ];
    return JSON.stringify(replies) + document.documentElement.outerHTML;
  });
}

/** Files under the folder that hold the text in any form it might lie in: plain, wide, or as base64. */
async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const forms = [
    Buffer.from(text, 'utf8'),
    Buffer.from(text, 'utf16le'),
    ...[0, 1, 2].map((shift) => Buffer.from(base64At(text, shift))),
  ];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const found: string[] = [];
  for (const file of files) {
    const bytes = await readFile(file);
    if (forms.some((form) => bytes.includes(form))) found.push(file);
  }
  return found;
}

/** The part of the text's base64 that is the same wherever it stands at this shift. */
function base64At(text: string, shift: number): string {
  const shifted = Buffer.concat([Buffer.alloc(shift), Buffer.from(text)]).toString('base64');
  return shifted.slice(4, -4);
}
