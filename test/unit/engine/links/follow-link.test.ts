import { describe, expect, it } from 'vitest';
import { followLink } from '#main/engine/links/follow-link.ts';
import { judgeFollowed } from '#shared/domain/followed-link.ts';
import type { FollowedLink } from '#shared/domain/followed-link.ts';
import type { PostbackAnswer } from '#main/engine/ports/postback-transport.ts';

const LINK =
  'http://networkid.invoca.net/c/142/7419-43943-833064?us=%2Faff_c%3Foffer_id%3D45%26aff_id%3D23%26aff_sub%3D8886532941%26PPCPN%3D8886532941%26aff_sub2%3D12345';
const CLICK =
  'http://networkid.go2cloud.org/aff_c?offer_id=45&aff_id=23&aff_sub=8886532941&PPCPN=8886532941&aff_sub2=12345';

function answers(redirects: Readonly<Record<string, string>>): (url: string) => PostbackAnswer {
  return (url) => {
    const location = redirects[url];
    const [status, headers] = location === undefined ? [200, {}] : [302, { location }];
    return { kind: 'answer', status, headers, bodyStart: '', durationMs: 4 };
  };
}

function follow(answer: (url: string) => PostbackAnswer): Promise<FollowedLink> {
  return followLink(LINK, {
    transport: ({ url }) => Promise.resolve(answer(url)),
    allowLocal: false,
    signal: new AbortController().signal,
  });
}

describe('following a link', () => {
  it('tells every address with its status and time, and that the click came whole', async () => {
    const landing = 'https://landing.example/page?x=1';
    expect(await follow(answers({ [LINK]: CLICK, [CLICK]: landing }))).toEqual({
      predicted: CLICK,
      hops: [
        { url: LINK, status: 302, ms: 4, problem: null },
        { url: CLICK, status: 302, ms: 4, problem: null },
        { url: landing, status: 200, ms: 4, problem: null },
      ],
      clickHop: 1,
      lost: [],
      changed: [],
      problem: null,
    });
  });

  it('sees a sub id lost between the networks', async () => {
    const short = CLICK.replace('&aff_sub2=12345', '');
    const followed = await follow(answers({ [LINK]: short }));
    expect(followed).toMatchObject({ clickHop: 1, lost: ['aff_sub2'], changed: [] });
  });

  it('sees a click that never reaches TUNE', async () => {
    const followed = await follow(answers({ [LINK]: '/sorry.html' }));
    expect(followed.hops[1]?.url).toBe('http://networkid.invoca.net/sorry.html');
    expect(followed.clickHop).toBeNull();
    expect(followed.lost).toEqual(['offer_id', 'aff_id', 'aff_sub', 'PPCPN', 'aff_sub2']);
  });

  it('ends where addresses lead in a circle, nowhere, or on without end', async () => {
    const circle = await follow(answers({ [LINK]: CLICK, [CLICK]: LINK }));
    expect(circle).toMatchObject({ problem: `the redirects lead back to ${LINK}` });
    const nowhere = await follow(answers({ [LINK]: 'http://' }));
    expect(nowhere.problem).toContain('which is no address');
    let turn = 0;
    const endless = await follow(() => ({
      kind: 'answer',
      status: 301,
      headers: { location: `https://a.example/${(turn += 1)}` },
      bodyStart: '',
      durationMs: 1,
    }));
    expect(endless.hops).toHaveLength(15);
    expect(endless.problem).toContain('do not end');
  });

  it('stops before the click where it is not to be counted', async () => {
    const asked: string[] = [];
    const answer = answers({ [LINK]: CLICK, [CLICK]: 'https://landing.example/' });
    const followed = await followLink(LINK, {
      transport: ({ url }) => {
        asked.push(url);
        return Promise.resolve(answer(url));
      },
      allowLocal: false,
      stopAtClick: true,
      signal: new AbortController().signal,
    });
    expect(asked).toEqual([LINK]);
    expect(followed).toMatchObject({ clickHop: 1, lost: [], changed: [], problem: null });
    expect(followed.hops[1]).toEqual({ url: CLICK, status: null, ms: 0, problem: null });
    expect(judgeFollowed(followed)).toEqual({ verdict: 'whole', reason: '' });
  });

  it('keeps the address that could not be reached, with the reason', async () => {
    const followed = await follow((url) =>
      url === LINK
        ? { kind: 'answer', status: 302, headers: { location: CLICK }, bodyStart: '', durationMs: 2 }
        : { kind: 'failure', reason: 'unreachable', message: 'nobody knows the name', durationMs: 9 },
    );
    expect(followed.hops.at(-1)).toEqual({
      url: CLICK,
      status: null,
      ms: 9,
      problem: 'nobody knows the name',
    });
    expect(followed).toMatchObject({ clickHop: 1, lost: [], problem: 'nobody knows the name' });
  });
});
