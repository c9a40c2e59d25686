import type { Page } from 'playwright/test';
import { startCompanyProxy, type CompanyProxy } from '#test/support/company-proxy.ts';
import { expect, test } from '#test/support/electron-app.ts';
import { ownCertificate } from '#test/support/own-certificate.ts';
import {
  goTo,
  openDelivery,
  receivedFor,
  rowOf,
  SHOWCASE,
  storedTransactions,
} from '#test/support/practice-desk.ts';
import { startPractice, type Practice } from '#test/support/practice.ts';
import { startTlsFront, type TlsFront } from '#test/support/tls-front.ts';

test.skip(
  process.platform !== 'linux',
  'The system’s proxy is set by the environment, which is how Linux without a desktop has it.',
);

const ACCOUNT = 'leadtrust.invoca.test';
const RECEIVER = 'postbacks.partner.test';
const CALLS = 25;

const certificate = ownCertificate([ACCOUNT, RECEIVER]);
let practice: Practice;
let front: TlsFront;
let proxy: CompanyProxy;

test.beforeEach(async () => {
  practice = await startPractice({ initialCalls: CALLS });
  front = await startTlsFront(certificate, practice.network.port);
  proxy = await startCompanyProxy({ [`${ACCOUNT}:443`]: front.port, [`${RECEIVER}:443`]: front.port });
});

test.afterEach(async () => {
  await proxy.stop();
  await front.stop();
  await practice.stop();
});

test('behind the system’s proxy the account is synced and postbacks are sent through it, and the screen says so', async ({
  launch,
}) => {
  const { page } = await launch(behindProxy());

  await test.step('the account answers, though its name is known to the proxy alone', async () => {
    await connect(page);
    const { transactions } = await practice.control.state();
    await expect.poll(() => storedTransactions(page)).toBe(transactions);
    expect(proxy.asked).toContain(`CONNECT ${ACCOUNT}:443`);
  });

  await test.step('a partner’s postback goes the same way', async () => {
    await saveTemplate(
      page,
      `https://${RECEIVER}/receiver/${SHOWCASE.partnerId}/c?id={aff_sub2}&call={invoca_id}`,
    );
    const [call] = await practice.control.addCalls({
      result: 'paid',
      promo_number_id: SHOWCASE.promoNumberId,
    });
    const callId = call?.complete_call_id ?? '';
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect.poll(async () => (await receivedFor(practice.control, callId)).length).toBe(1);
    expect((await receivedFor(practice.control, callId))[0]?.url).toContain(`id=${SHOWCASE.subId}`);
    await openDelivery(page, callId);
    await expect(rowOf(page, 'Deliveries', callId)).toContainText('Accepted');
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${ACCOUNT}:443`, `CONNECT ${RECEIVER}:443`]));
  });

  await test.step('the desk says that addresses are checked less strictly', async () => {
    await expect(page.getByRole('contentinfo')).toContainText('A proxy is in use');
    await goTo(page, 'Settings');
    await expect(page.getByText('Through the system’s proxy.')).toBeVisible();
  });

  await test.step('a proxy that stops letting it through is told as what it is, and nothing goes around it', async () => {
    const stored = await storedTransactions(page);
    await practice.control.addCalls({ result: 'paid' });
    for (const { status, words } of [
      { status: 403, words: 'the system’s proxy does not let it through' },
      { status: 407, words: 'the proxy asks for a user and a password' },
    ]) {
      proxy.refuse(status);
      await page.getByRole('button', { name: 'Sync now' }).click();
      await expect(page.getByRole('contentinfo')).toContainText(words);
    }
    expect(await storedTransactions(page)).toBe(stored);
    proxy.refuse(null);
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect.poll(() => storedTransactions(page)).toBe(stored + 1);
  });

  await test.step('so is one that is gone', async () => {
    await proxy.stop();
    await page.getByRole('button', { name: 'Sync now' }).click();
    await expect(page.getByRole('contentinfo')).toContainText('the system’s proxy cannot be reached');
  });
});

test('what the system excepts from its proxy is reached directly, and nobody else is called', async ({
  launch,
}) => {
  const { page } = await launch(behindProxy());
  await connect(page, practice.network.invocaUrl);
  const { transactions } = await practice.control.state();
  await expect.poll(() => storedTransactions(page)).toBe(transactions);
  expect(proxy.asked).toEqual([]);
  await goTo(page, 'Settings');
  await expect(page.getByText('Direct, every address checked before it is called.')).toBeVisible();
});

/** A machine whose proxy is set by the environment; the one certificate is trusted as a company's own would be. */
function behindProxy() {
  return {
    electronArgs: [
      '--password-store=basic',
      `--ignore-certificate-errors-spki-list=${certificate.keyDigest}`,
    ],
    env: {
      // A desktop's own settings would come before these.
      XDG_CURRENT_DESKTOP: '',
      DESKTOP_SESSION: '',
      https_proxy: proxy.url,
      http_proxy: proxy.url,
      no_proxy: 'localhost,127.0.0.1',
    },
  };
}

async function connect(page: Page, baseUrl = `https://${ACCOUNT}`): Promise<void> {
  const { networkId, tokens } = practice.network;
  const draft = {
    name: 'Leadtrust',
    baseUrl,
    organisationId: networkId,
    user: 'network',
    token: tokens.network,
    currency: 'USD',
  } as const;
  const reply = await page.evaluate(async (account) => {
    await window.switchboard.requests['desk.createWorkspace']({ name: 'Leadtrust' });
    const tested = await window.switchboard.requests['networks.test'](account);
    await window.switchboard.requests['networks.add']({ draft: account, keepWithoutKeyring: false });
    return tested;
  }, draft);
  expect(reply).toMatchObject({ ok: true, value: { ok: true } });
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
}

async function saveTemplate(page: Page, url: string): Promise<void> {
  const reply = await page.evaluate((draft) => window.switchboard.requests['templates.save'](draft), {
    id: null,
    name: 'Through the proxy',
    url,
    scope: { networkId: null, partnerId: SHOWCASE.partnerId, offerId: null },
    startsAt: null,
    active: true,
  });
  expect(reply.ok).toBe(true);
}
