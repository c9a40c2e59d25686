import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { PAGE_HEADERS } from '#main/shell/page/content-policy.ts';
import { events, requests } from '#shared/ipc/contract.ts';
import { expect, test } from '#test/support/electron-app.ts';

/** The items of Electron's security list that show in the running app; the fuses are read back when packaging. */
test.describe('the wall around the window', () => {
  test('1, 7, 18: everything comes from app://switchboard under the closed policy', async ({ launch }) => {
    const { page } = await launch();
    await page.waitForLoadState('load');
    expect(page.url()).toMatch(/^app:\/\/switchboard\/index\.html/);
    const served = await page.evaluate(async () =>
      Object.fromEntries((await fetch('app://switchboard/index.html')).headers),
    );
    expect(served).toMatchObject(PAGE_HEADERS);

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload({ waitUntil: 'load' });
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((address) => !address.startsWith('app://switchboard/'))).toEqual([]);
  });

  test('7: the policy stops what it should', async ({ launch }) => {
    const { page } = await launch();
    const tried = await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
      const frame = document.createElement('iframe');
      frame.src = 'app://switchboard/index.html';
      document.body.append(frame);
      // Outside this call: the tool that makes it is allowed what the page is not.
      const evaluated = await new Promise((resolve) =>
        setTimeout(() => {
          try {
            const reached: unknown = Reflect.construct(Function, ['return true']);
            resolve(reached !== undefined);
          } catch {
            resolve(false);
          }
        }),
      );
      const fetched = await fetch('http://127.0.0.1:9/').then(
        () => 'answered',
        (error: unknown) => String(error),
      );
      return {
        injected: Reflect.get(window, 'injected') ?? false,
        evaluated,
        fetched,
        frames: window.length,
      };
    });
    expect(tried).toMatchObject({ injected: false, evaluated: false });
    expect(tried.fetched).toContain('Failed to fetch');
    const framed = page.frames().filter((frame) => frame !== page.mainFrame());
    for (const frame of framed) expect(frame.url()).not.toContain('app://switchboard');
  });

  test('2, 3, 4, 6, 8–11: the page is sandboxed, isolated and has no Node', async ({ launch }) => {
    const { app, page } = await launch();
    const inPage = await page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', '__dirname', 'ipcRenderer', 'electron'].filter(
        (name) => name in window,
      ),
    );
    expect(inPage).toEqual([]);
    const preferences = await app.evaluate(({ webContents }) =>
      webContents.getAllWebContents().map((contents): unknown => {
        // Electron tells it and leaves it out of its types.
        const tell: unknown = Reflect.get(contents, 'getLastWebPreferences');
        return typeof tell === 'function' ? Reflect.apply(tell, contents, []) : null;
      }),
    );
    expect(preferences).toHaveLength(1);
    expect(preferences[0]).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
    });
    const extras = z
      .object({
        nodeIntegrationInWorker: z.boolean().default(false),
        enableBlinkFeatures: z.string().default(''),
      })
      .parse(preferences[0]);
    expect(extras).toEqual({ nodeIntegrationInWorker: false, enableBlinkFeatures: '' });
  });

  test('5: every permission is denied', async ({ launch }) => {
    const { page } = await launch();
    const answers = await page.evaluate(async () => {
      const refused = async (ask: () => Promise<unknown>): Promise<string> =>
        ask().then(
          (answer) => `granted ${String(answer)}`,
          () => 'refused',
        );
      return {
        notification: await Notification.requestPermission(),
        camera: await refused(() => navigator.mediaDevices.getUserMedia({ video: true, audio: true })),
        place: await refused(
          () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        ),
        clipboard: await refused(() => navigator.clipboard.readText()),
        states: await Promise.all(
          (['notifications', 'geolocation', 'camera', 'microphone'] as const).map(
            async (name) => (await navigator.permissions.query({ name })).state,
          ),
        ),
      };
    });
    expect(answers).toEqual({
      notification: 'denied',
      camera: 'refused',
      place: 'refused',
      clipboard: 'refused',
      states: ['denied', 'denied', 'denied', 'denied'],
    });
  });

  test('12, 13, 14: no way to another page, window or webview', async ({ launch }) => {
    const { app, page } = await launch();
    const home = page.url();
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.href = 'http://127.0.0.1:9/away';
      link.target = '_blank';
      document.body.append(link);
      link.click();
      link.target = '';
      link.click();
      location.href = 'http://127.0.0.1:9/away';
    });
    const opened = await page.evaluate(() => window.open('app://switchboard/index.html') === null);
    expect(opened).toBe(true);
    await page.evaluate(() => (location.href = 'app://switchboard.evil/index.html'));
    await page.evaluate(() => {
      const view = document.createElement('webview');
      view.setAttribute('src', 'http://127.0.0.1:9/');
      document.body.append(view);
    });
    expect(page.url()).toBe(home);
    expect(await app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
    expect(await page.evaluate(() => document.getElementById('root') !== null)).toBe(true);
  });

  test('13: a redirect out of the app is refused, even when main itself began the navigation', async ({
    launch,
  }) => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      if (request.url === '/start') response.writeHead(302, { location: '/elsewhere' }).end();
      else response.end('elsewhere');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { app, page } = await launch();
      await page.waitForLoadState('load');
      const url = `http://127.0.0.1:${portOf(server.address())}/start`;
      const ended = await app.evaluate(
        ({ BrowserWindow }, address) =>
          BrowserWindow.getAllWindows()[0]
            ?.loadURL(address)
            .then(
              () => 'loaded',
              () => 'refused',
            ),
        url,
      );
      expect(ended).toBe('refused');
      expect(asked).toEqual(['/start']);
    } finally {
      server.close();
    }
  });

  test('15: only http and https leave for the browser', async ({ launch }) => {
    const { app, page } = await launch();
    await app.evaluate(({ shell }) => {
      const opened: string[] = [];
      Reflect.set(globalThis, 'openedOutside', opened);
      shell.openExternal = (address) => {
        opened.push(address);
        return Promise.resolve();
      };
    });
    const codes = await page.evaluate(async () => {
      const tries = [
        'file:///etc/passwd',
        'javascript:alert(1)',
        'app://switchboard/index.html',
        'https://user:secret@example.com/',
        'smb://example.com/share',
        ' not an address',
        'https://example.com/help?topic=links',
      ];
      const replies = [];
      for (const url of tries) replies.push(await window.switchboard.requests['desk.openExternal']({ url }));
      return replies.map((reply) => (reply.ok ? 'opened' : reply.error.code));
    });
    expect(codes).toEqual([...Array<string>(6).fill('address_refused'), 'opened']);
    expect(await app.evaluate((): unknown => Reflect.get(globalThis, 'openedOutside'))).toEqual([
      'https://example.com/help?topic=links',
    ]);
  });

  test('17: a foreign page in our own window and our own page in a foreign window are not answered', async ({
    launch,
  }) => {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>foreign</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const { app, page } = await launch();
      const foreign = await app.evaluate(async ({ BrowserWindow, app: electron }) => {
        const own = BrowserWindow.getAllWindows()[0];
        const other = new BrowserWindow({
          show: false,
          webPreferences: {
            preload: `${electron.getAppPath()}/out/preload/index.cjs`,
            additionalArguments: ['--switchboard-requests=desk.state', '--switchboard-events=state'],
          },
        });
        await other.loadURL('app://switchboard/index.html');
        const answer: unknown = await other.webContents.executeJavaScript(
          `window.switchboard.requests['desk.state']({})`,
        );
        other.destroy();
        return { answer, own: own !== undefined };
      });
      expect(foreign).toMatchObject({ own: true, answer: { ok: false, error: { code: 'not_permitted' } } });

      await app.evaluate(
        ({ BrowserWindow }, address) => BrowserWindow.getAllWindows()[0]?.loadURL(address),
        `http://127.0.0.1:${portOf(server.address())}/`,
      );
      await page.waitForURL(/127\.0\.0\.1/);
      const reply = await page.evaluate(() => window.switchboard.requests['desk.state']({}));
      expect(reply).toMatchObject({ ok: false, error: { code: 'not_permitted' } });
    } finally {
      server.close();
    }
  });

  test('18: no address leads out of the folder of the window', async ({ launch }) => {
    const { app } = await launch();
    const statuses = await app.evaluate(async ({ net }) => {
      const addresses = [
        'app://switchboard/../../package.json',
        'app://switchboard/..%2f..%2fpackage.json',
        'app://switchboard/%2e%2e/%2e%2e/package.json',
        'app://switchboard/%2e%2e%2f%2e%2e%2fpackage.json',
        'app://switchboard/..%5c..%5cpackage.json',
        'app://switchboard/assets/..%2f..%2f..%2fpackage.json',
        'app://switchboard/%2fetc%2fpasswd',
        'app://switchboard/index.html%00.js',
        'app://switchboard/%',
        'app://switchboard/',
        'app://switchboard.evil/index.html',
        'app://user@switchboard/index.html',
        'app://switchboard/index.html',
      ];
      const answers: Record<string, number> = {};
      for (const address of addresses) {
        answers[address] = await net.fetch(address).then(
          (answer) => answer.status,
          () => 0,
        );
      }
      return answers;
    });
    const served = Object.entries(statuses).filter(([, status]) => status === 200);
    expect(served.map(([address]) => address)).toEqual([
      'app://switchboard/',
      'app://switchboard/index.html',
    ]);
  });

  test('20: the bridge has the methods of the contract and nothing else', async ({ launch }) => {
    const { app, page } = await launch();
    const bridge = await page.evaluate(() => ({
      parts: Object.keys(window.switchboard).toSorted(),
      requests: Object.keys(window.switchboard.requests).toSorted(),
      events: Object.keys(window.switchboard.on).toSorted(),
    }));
    expect(bridge).toEqual({
      parts: ['on', 'requests'],
      requests: Object.keys(requests).toSorted(),
      events: Object.keys(events).toSorted(),
    });
    const preload = await stat(
      join(await app.evaluate(({ app: electron }) => electron.getAppPath()), 'out/preload/index.cjs'),
    );
    expect(preload.size).toBeLessThan(10_000);

    await page.evaluate(() => {
      window.switchboard.on.navigate((...args: unknown[]) => Reflect.set(window, 'heard', args));
    });
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.send('switchboard:event:navigate', {
        address: '/settings',
      }),
    );
    await expect
      .poll(() => page.evaluate((): unknown => Reflect.get(window, 'heard')))
      .toEqual([{ address: '/settings' }]);
  });

  test('input that does not fit its schema is refused with the place, before any handler', async ({
    launch,
  }) => {
    const { page } = await launch();
    const replies = await page.evaluate(async () => {
      const ask = async (name: string, input: unknown): Promise<unknown> => {
        const method: unknown = Reflect.get(window.switchboard.requests, name);
        return typeof method === 'function' ? Reflect.apply(method, undefined, [input]) : null;
      };
      return {
        extra: await ask('desk.state', { extra: 1 }),
        range: await ask('settings.save', { pollMinutes: 1 }),
        type: await ask('conversions.detail', { id: '1; drop table' }),
        none: await ask('conversions.totals', undefined),
        closed: await ask('conversions.detail', { id: 1 }),
      };
    });
    expect(replies).toMatchObject({
      extra: { ok: false, error: { code: 'invalid_input' } },
      range: { ok: false, error: { code: 'invalid_input', field: 'pollMinutes' } },
      type: { ok: false, error: { code: 'invalid_input', field: 'id' } },
      none: { ok: false, error: { code: 'invalid_input' } },
      closed: { ok: false, error: { code: 'conflict' } },
    });
  });
});

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0;
}
