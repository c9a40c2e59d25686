import { expect, type Page } from 'playwright/test';
import { goTo } from '#test/support/practice-desk.ts';
import type { PracticeControl } from '#test/support/practice.ts';
import type { Camera } from './camera.ts';

const SHOP = 'https://garden.example';
const WAY = ['garden', 'mowers', 'battery mower 40 V'] as const;

/** Takes the picture of a visit: a site's server tells of a visitor who calls twice on his way. */
export async function takeVisits(page: Page, camera: Camera, control: PracticeControl): Promise<void> {
  const { endpoint, key } = await listen(page);
  const tell = async (path: string, body: object): Promise<string> => {
    const answer = await fetch(`${endpoint}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ visit: 'visitor-7113', ...body }),
    });
    return answer.text();
  };
  await tell('start', { keywords: [], page: `${SHOP}/`, referrer: 'https://search.example/find' });
  for (const places of [1, 2, 3]) {
    const keywords = WAY.slice(0, places);
    await tell('step', { keywords, page: `${SHOP}/${keywords.map(encodeURIComponent).join('/')}` });
    if (places > 1) await callWith(control, keywords);
  }
  await page.getByRole('button', { name: 'Sync now' }).click();
  await goTo(page, 'Settings');
  const settings = page.getByRole('region', { name: 'Site drill-down' });
  await settings.scrollIntoViewIfNeeded();
  await expect(settings).toContainText(WAY[2]);
  await settings.getByRole('table', { name: 'Last visits' }).getByRole('link').first().click();
  await expect(page.getByRole('list', { name: 'Visit' }).getByText(/^Call from/)).toHaveCount(2);
  await camera.take('visit');
}

/** Turns the endpoint on and registers a site whose server is this program. */
async function listen(page: Page): Promise<{ readonly endpoint: string; readonly key: string }> {
  return page.evaluate(async () => {
    const { requests } = window.switchboard;
    await requests['settings.save']({ drillDown: true });
    const [endpoint, accounts] = await Promise.all([
      requests['visits.endpoint']({}),
      requests['spc.list']({}),
    ]);
    const networkId = accounts.ok ? (accounts.value[0]?.id ?? 0) : 0;
    const site = await requests['visits.saveSite']({
      id: null,
      name: 'Garden world',
      networkId,
      campaignId: 'site-drilldown',
      ttlSeconds: null,
      origins: ['https://garden.example'],
      fallback: 'Call our desk',
      releaseAtEnd: true,
    });
    if (!endpoint.ok || !site.ok || site.value.key === null) throw new Error('The site was not registered.');
    return { endpoint: endpoint.value.address, key: site.value.key };
  });
}

/** A call on the visitor's number once the network holds these keywords. */
async function callWith(control: PracticeControl, keywords: readonly string[]): Promise<void> {
  const held = async () => {
    const { sessions } = await control.spcState({ campaign_id: 'site-drilldown' });
    return sessions.at(-1);
  };
  await expect.poll(async () => (await held())?.versions.at(-1)?.keywords).toEqual(keywords);
  const sessionId = (await held())?.session_id;
  await control.addSpcCalls({
    ...(sessionId === undefined ? {} : { session_id: sessionId }),
    status: 'ANSWERED',
    talk_seconds: 94,
  });
}
