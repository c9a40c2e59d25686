import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pixelTestDesk } from '#main/pixel-tests/pixel-test-desk.ts';
import type { PixelTestDesk } from '#main/pixel-tests/pixel-test-desk.ts';
import type { PixelTestPlan, TestedGoal } from '#main/pixel-tests/running-test.ts';
import { goalCode, loadedAddresses } from '#shared/domain/goal-code.ts';
import type { GoalWay } from '#shared/domain/goal-code.ts';
import { keptLog } from '#test/support/store-workspace.ts';

const HOUR = 3_600_000;
const PIXEL = 'https://trk.partner.example/px?c=click-1&o=45';

let tests: PixelTestDesk;
let now = 0;
let changes = 0;
const log = keptLog();
beforeEach(() => {
  [now, changes] = [1_750_000_000_000, 0];
  tests = pixelTestDesk({ clock: () => now, log, onCall: () => void (changes += 1) });
});
afterEach(() => tests.stop());

const goal = (protocol: GoalWay, status: TestedGoal['status'] = 'active'): TestedGoal => ({
  id: 1,
  goalId: '7',
  name: 'Lead',
  protocol,
  payout: 0,
  revenue: 0,
  currency: 'USD',
  status,
  origin: 'desk',
  placement: goalCode(
    { origin: 'https://leadtrust.go2cloud.org', offerId: '45', goalId: '7', way: protocol },
    'Lead',
  ),
});
const plan = (protocol: GoalWay, more: Partial<PixelTestPlan> = {}): PixelTestPlan => ({
  goal: goal(protocol),
  offerName: 'Roof <Inspection>',
  rider: null,
  ...more,
});
const rider = (markup: string) => ({ markup, unknownMacros: [] });
const get = async (address: string): Promise<{ status: number; text: string; headers: Headers }> => {
  const answer = await fetch(address, { redirect: 'manual' });
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
};

describe('the page that tries a goal’s code', () => {
  it('loads the code, which calls nothing but this machine, and tells what was called', async () => {
    const { testId, address, state, expected } = await tests.open(
      plan('iframe', {
        rider: rider(`<img src="${PIXEL}"><script src="https://cdn.partner.example/a.js"></script>`),
      }),
    );
    expect(state).toBe('waiting');
    expect(expected.map(({ by }) => by)).toEqual(['goal', 'partner', 'partner']);
    const page = await get(address);
    expect(page.text).toContain('Roof &lt;Inspection&gt;');
    expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(tests.view(testId).state).toBe('opened');

    const origin = new URL(address).origin;
    const frames = loadedAddresses(page.text).filter((one) => one.startsWith('http'));
    expect(frames).toEqual([`${address}/goal/aff_goal?a=l&goal_id=7&offer_id=45`]);
    const frame = await get(frames[0] ?? '');
    expect(loadedAddresses(frame.text).every((one) => one.startsWith(`${origin}/`))).toBe(true);
    for (const one of loadedAddresses(frame.text)) expect((await get(one)).status).toBe(200);
    expect(tests.view(testId)).toMatchObject({
      state: 'called',
      expected: [],
      calls: [
        { by: 'goal', url: 'https://leadtrust.go2cloud.org/aff_goal?a=l&goal_id=7&offer_id=45', faults: [] },
        { by: 'partner', url: PIXEL, parameters: [{ name: 'c', value: 'click-1' }, {}] },
        { by: 'partner', url: 'https://cdn.partner.example/a.js' },
      ],
    });
    expect(changes).toBe(4);
    await get(frames[0] ?? '');
    expect(tests.view(testId).calls.at(-1)?.faults).toEqual([expect.stringContaining('called before')]);
  });

  it('leads from an image on to the partner’s, and lets a server try with a session', async () => {
    const image = await tests.open(plan('image', { rider: rider(`<img src="${PIXEL}">`) }));
    const [source = ''] = loadedAddresses((await get(image.address)).text).filter((one) =>
      one.includes('/goal/'),
    );
    const led = await get(source);
    expect(led.status).toBe(302);
    await get(led.headers.get('location') ?? '');
    expect(tests.view(image.testId).calls.map(({ by }) => by)).toEqual(['goal', 'partner']);

    const server = await tests.open(plan('server', { goal: goal('server', 'paused') }));
    const called = `${server.address}/goal/aff_goal?a=lsr&goal_id=7&offer_id=45&transaction_id=`;
    expect((await get(`${called}TRANSACTION_ID`)).text).toBe('success=true;');
    await get(`${called}1027c887059b47bc69c699f45466b9`);
    const [first, second] = tests.view(server.testId).calls;
    expect(first?.faults).toEqual([
      expect.stringContaining('session is missing'),
      expect.stringContaining('paused'),
    ]);
    expect(second?.faults).toEqual([
      expect.stringContaining('called before'),
      expect.stringContaining('paused'),
    ]);
  });

  it('answers nobody who does not know it, nobody by another name, and no longer than it is of use', async () => {
    const { testId, address } = await tests.open(plan('iframe'));
    const { origin, port } = new URL(address);
    expect((await get(`${origin}/t/${'0'.repeat(32)}`)).status).toBe(404);
    expect((await get(`${origin}/`)).status).toBe(404);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      const path = new URL(address).pathname;
      const asking = request(
        { host: '127.0.0.1', port, path, headers: { host: 'evil.example' } },
        (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        },
      );
      asking.on('error', reject).end();
    });
    expect(rebound).toBe(421);
    now += 2 * HOUR;
    const { testId: later } = await tests.open(plan('iframe'));
    expect(() => tests.view(testId)).toThrow('over');
    await tests.close(later);
    await expect(fetch(address)).rejects.toThrow('fetch failed');
  });
});
