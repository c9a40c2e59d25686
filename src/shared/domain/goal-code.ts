import { escapeMarkup, unescapeMarkup } from './markup-text.ts';

/** How a further goal is counted. The default goal of a pay-per-call offer is none of these (tune.md 8). */
export type GoalWay = 'iframe' | 'image' | 'server';

/** Which goal of which offer, and where its conversions are counted. */
export interface GoalPlace {
  /** Scheme and host, such as `https://leadtrust.go2cloud.org`. */
  readonly origin: string;
  readonly offerId: string;
  /** `0` stands for the offer itself, which has links of its own. */
  readonly goalId: string;
  readonly way: GoalWay;
}

/** What is placed on a page, or called by a server. */
export interface GoalCode {
  readonly code: string;
  readonly url: string;
}

/** What stands in a server's postback for the session, as TUNE writes it. */
export const TRANSACTION_PLACE = 'TRANSACTION_ID';

const PATHS: Readonly<Record<GoalWay, string>> = { iframe: 'aff_l', image: 'aff_i', server: 'aff_lsr' };
const LETTERS: Readonly<Record<GoalWay, string>> = { iframe: 'l', image: 'i', server: 'lsr' };

/**
 * The code of a goal, shaped as TUNE's links are (tune.md 2, 4, 8): `aff_goal` with its way in `a` for a goal, else
 * `aff_l`, `aff_i` or `aff_lsr`. Pixels find the visitor's session by TUNE's cookie, so they carry no transaction id;
 * a server must put one in place of {@link TRANSACTION_PLACE}.
 */
export function goalCode(place: GoalPlace, name: string): GoalCode {
  const url = goalUrl(place);
  switch (place.way) {
    case 'server':
      return { url, code: url };
    case 'iframe':
      return {
        url,
        code: framed(
          name,
          `<iframe src="${escapeMarkup(url)}" scrolling="no" frameborder="0" width="1" height="1"></iframe>`,
        ),
      };
    case 'image':
      return {
        url,
        code: framed(name, `<img src="${escapeMarkup(url)}" width="1" height="1" alt="" />`),
      };
  }
}

function goalUrl({ origin, offerId, goalId, way }: GoalPlace): string {
  const ofGoal = goalId !== '' && goalId !== '0';
  const given: readonly (readonly [string, string])[] = [
    ...(ofGoal
      ? ([
          ['a', LETTERS[way]],
          ['goal_id', goalId],
        ] as const)
      : []),
    ['offer_id', offerId],
  ];
  const query = given.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&');
  const session = way === 'server' ? `&transaction_id=${TRANSACTION_PLACE}` : '';
  return `${origin}/${ofGoal ? 'aff_goal' : PATHS[way]}?${query}${session}`;
}

/** Which goal the address of a conversion is of; null when it is none of TUNE's conversion addresses. */
export function goalOfUrl(address: string): GoalPlace | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  const path = url.pathname.slice(1);
  const way = path === 'aff_goal' ? wayOf(LETTERS, url.searchParams.get('a') ?? 'lsr') : wayOf(PATHS, path);
  const offerId = url.searchParams.get('offer_id');
  if (way === null || offerId === null) return null;
  const goalId = path === 'aff_goal' ? (url.searchParams.get('goal_id') ?? '0') : '0';
  return { origin: url.origin, offerId, goalId, way };
}

function wayOf(words: Readonly<Record<GoalWay, string>>, word: string): GoalWay | null {
  return (['iframe', 'image', 'server'] as const).find((way) => words[way] === word) ?? null;
}

/** The addresses that markup makes a browser load by itself: sources of frames, images and scripts, as they are asked. */
export function loadedAddresses(markup: string): string[] {
  const found = markup.matchAll(
    /<(?:iframe|img|script)\b[^>]*?\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/giu,
  );
  return [...found].map(([, quoted, single, bare]) => unescapeMarkup(quoted ?? single ?? bare ?? ''));
}

/** The name in the comments is for who edits the page; nothing in it can end the comment. */
function framed(name: string, markup: string): string {
  const told = name
    .replace(/[<>]|-(?=-)/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  return `<!-- Offer Goal Conversion: ${told} -->${markup}<!-- // End Offer Goal Conversion -->`;
}
