import { describe, expect, it } from 'vitest';
import { judgeFollowed } from '#shared/domain/followed-link.ts';
import type { FollowedLink, Hop } from '#shared/domain/followed-link.ts';

const hop = (url: string, status: number | null = 302, problem: string | null = null): Hop => ({
  url,
  status,
  ms: 4,
  problem,
});
const LINK = hop('https://leadtrust.invoca.net/c/142/1-2-3');
const CLICK = hop('https://leadtrust.go2cloud.org/aff_c?offer_id=45');
const judge = (more: Partial<FollowedLink>): string => {
  const whole = { predicted: null, hops: [], clickHop: null, lost: [], changed: [], problem: null };
  const { verdict, reason } = judgeFollowed({ ...whole, ...more });
  return reason === '' ? verdict : `${verdict}: ${reason}`;
};

describe('the verdict on a followed link', () => {
  it('is about what arrived before anything else', () => {
    const hops = [LINK, hop(CLICK.url, 404)];
    const changed = [
      { name: 'aff_sub2', expected: 'a b', got: 'a' },
      { name: 'source', expected: 'x', got: 'y' },
    ];
    expect(judge({ hops, clickHop: 1, lost: ['source'], changed })).toBe(
      'lost: Lost on the way: source. Changed: aff_sub2, source.',
    );
    expect(judge({ hops, clickHop: 1, changed })).toBe(
      'changed: aff_sub2 became “a” instead of “a b”. source changed too.',
    );
  });

  it('tells who refuses and who does not answer', () => {
    expect(judge({ hops: [hop(LINK.url, 404)] })).toBe('refused: leadtrust.invoca.net answers 404.');
    expect(judge({ hops: [LINK, hop(CLICK.url, 404)], clickHop: 1 })).toBe(
      'refused: leadtrust.go2cloud.org answers 404.',
    );
    expect(judge({ hops: [hop(LINK.url, null, 'refused')], problem: 'nobody there' })).toBe(
      'unanswered: leadtrust.invoca.net does not answer: nobody there.',
    );
    expect(judge({ hops: [LINK, hop(CLICK.url, null, 'too slow')], clickHop: 1, problem: 'too slow' })).toBe(
      'unanswered: leadtrust.go2cloud.org does not answer: too slow.',
    );
  });

  it('tells a click that never came, a page that fails, and a good end', () => {
    expect(judge({ hops: [LINK, hop('https://a.example/', 200)] })).toBe(
      'astray: No address of the chain carries the click.',
    );
    const hops = [LINK, CLICK, hop('https://a.example/', 500)];
    expect(judge({ hops, clickHop: 1, problem: 'the last address answers 500' })).toBe(
      'landing: Behind the click: the last address answers 500.',
    );
    expect(judge({ hops: [LINK, CLICK, hop('https://a.example/', 200)], clickHop: 1 })).toBe('whole');
  });
});
