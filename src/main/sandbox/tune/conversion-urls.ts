import type { WireReply, WireRequest } from '../wire.ts';
import { filled, sessionCookie, textPage } from './click.ts';
import { isTuneStatus } from './conversion-methods.ts';
import { tuneTime, type Conversions, type NewConversion } from './conversions.ts';
import { phpParameters, textOf, type PhpMap } from './php-parameters.ts';
import type { TuneSession, TuneSessions } from './sessions.ts';
import type { TuneRow, TuneTables } from './tables.ts';
import type { TuneSettings } from './tune-settings.ts';

/** What conversion URLs need. */
export interface ConversionUrlParts {
  readonly tables: TuneTables;
  readonly sessions: TuneSessions;
  readonly conversions: Conversions;
  readonly settings: TuneSettings;
  /** How often each offer was shown, by partner and offer: `23/45`. */
  readonly impressions: Map<string, number>;
}

/** By which way a conversion came: a server's postback, an iframe on a page, an image on a page. */
type Way = 'server' | 'iframe' | 'image';

type Outcome =
  | { readonly ok: true; readonly session: TuneSession | undefined; readonly goal: TuneRow | undefined }
  | { readonly ok: false; readonly message: string };

const PROTOCOLS: Readonly<Record<Way, readonly string[]>> = {
  server: ['server', 'server_affiliate'],
  iframe: ['http', 'https'],
  image: ['http_img', 'https_img'],
};
const GIF = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const DEFAULT_PAYOUT = '0.00000';

function refused(message: string): Outcome {
  return { ok: false, message };
}

/** The goal asked for by id, else by reference; null when there is no such goal of the offer. */
function goalOf(tables: TuneTables, offerId: string, sent: PhpMap): TuneRow | undefined | null {
  const id = textOf(sent, 'goal_id');
  const ref = textOf(sent, 'goal_ref');
  if ((id === undefined || id === '0') && ref === undefined) return undefined;
  const goal =
    id === undefined
      ? [...tables.Goal.values()].find((row) => row['offer_id'] === offerId && row['ref_id'] === ref)
      : tables.Goal.get(id);
  return goal?.['offer_id'] === offerId && goal['status'] === 'active' ? goal : null;
}

function cookieOf({ headers }: WireRequest, offerId: string): string | undefined {
  const wanted = `${sessionCookie(offerId)}=`;
  const cookies = (headers.cookie ?? '').split(';').map((cookie) => cookie.trim());
  return cookies.find((cookie) => cookie.startsWith(wanted))?.slice(wanted.length);
}

/** Records a conversion as its URL tells it (tune.md 4, 7, 8); rejected ones are kept with the reason's code. */
function convert(parts: ConversionUrlParts, request: WireRequest, sent: PhpMap, way: Way): Outcome {
  const { tables, sessions, conversions, settings } = parts;
  const text = (name: string): string => textOf(sent, name) ?? '';
  const named = text('transaction_id') || (cookieOf(request, text('offer_id')) ?? '');
  const session = sessions.find(named, request.at);
  const offerId = text('offer_id') || (session?.offerId ?? '');
  const offer = tables.Offer.get(offerId);
  if (offer === undefined) return refused(named === '' ? 'Missing offer_id' : `Invalid Trans. ID #${named}`);
  const goal = goalOf(tables, offerId, sent);
  if (goal === null) return refused('Invalid goal');
  const protocol = (goal ?? offer)['protocol'] ?? '';
  if (!PROTOCOLS[way].includes(protocol)) return refused('Wrong tracking protocol');
  const byPartner = protocol === 'server_affiliate' && tables.Affiliate.has(text('aff_id'));
  if (session?.offerId !== offerId && !byPartner) return refused(`Invalid Trans. ID #${named}`);

  const terms = goal ?? offer;
  const uniqueId = text('conversion_unique_id');
  const goalId = goal?.['id'] ?? '0';
  const byUniqueId = settings.limitByUniqueId && uniqueId !== '';
  const isRepeated = [...tables.Conversion.values()].some((row) =>
    byUniqueId
      ? row['unique_id'] === uniqueId
      : session !== undefined && row['ad_id'] === session.transactionId && row['goal_id'] === goalId,
  );
  const duplicate = isRepeated && (byUniqueId || terms['allow_multiple_conversions'] !== '1');
  const usual = terms['approve_conversions'] === '1' ? 'pending' : 'approved';
  const wish = text('status');
  const status = duplicate ? 'rejected' : isTuneStatus(wish) ? wish : usual;
  if (text('test') !== '1')
    conversions.add({
      offer_id: offerId,
      affiliate_id: session?.partnerId ?? text('aff_id'),
      status: statusWord(status),
      status_code: duplicate ? (byUniqueId ? '18' : '12') : way === 'server' ? '43' : '41',
      datetime: tuneTime(request.at),
      ad_id: session?.transactionId ?? null,
      goal_id: goalId,
      payout: text('payout') || (terms['default_payout'] ?? DEFAULT_PAYOUT),
      revenue: text('revenue') || (terms['max_payout'] ?? DEFAULT_PAYOUT),
      sale_amount: text('amount') || null,
      advertiser_info: text('adv_sub') || null,
      unique_id: uniqueId || null,
      source: session?.source ?? '',
      ...Object.fromEntries(
        [1, 2, 3, 4, 5].map((place) => [
          `affiliate_info${place}`,
          session?.subIds[place === 1 ? 'aff_sub' : `aff_sub${place}`] ?? '',
        ]),
      ),
    });
  return duplicate ? refused('Duplicate conversion') : { ok: true, session, goal };
}

function statusWord(text: string): NewConversion['status'] {
  return text === 'approved' || text === 'rejected' ? text : 'pending';
}

function plain(body: string): WireReply {
  return { status: 200, headers: { 'content-type': 'text/plain' }, body };
}

/** The partner's own pixels, which ride on the page of an iframe pixel (tune.md 5, the seed's "piggy-backed"). */
function partnerPixels({ tables }: ConversionUrlParts, outcome: Outcome): string {
  if (!outcome.ok || outcome.session === undefined) return '';
  const { session, goal } = outcome;
  const values = { ...session.subIds, affiliate_id: session.partnerId, offer_id: session.offerId };
  return [...tables.OfferPixel.values()]
    .filter(
      (pixel) =>
        pixel['status'] === 'active' &&
        pixel['type'] !== 'url' &&
        pixel['affiliate_id'] === session.partnerId &&
        pixel['offer_id'] === session.offerId &&
        pixel['goal_id'] === (goal?.['id'] ?? null),
    )
    .map((pixel) => filled(pixel['code'] ?? '', values))
    .join('');
}

const WAYS: Readonly<Record<string, Way>> = { '/aff_lsr': 'server', '/aff_l': 'iframe', '/aff_i': 'image' };
const GOAL_WAYS: Readonly<Record<string, Way>> = { lsr: 'server', l: 'iframe', i: 'image' };

function wayOf(pathname: string, sent: PhpMap): Way | undefined {
  return pathname === '/aff_goal' ? GOAL_WAYS[textOf(sent, 'a') ?? 'lsr'] : WAYS[pathname];
}

/** True for the paths conversions and impressions come in on. */
export function isConversionUrl(pathname: string): boolean {
  return pathname === '/aff_goal' || Object.hasOwn(WAYS, pathname);
}

/**
 * Answers a conversion URL. Refusals are HTTP 200 with a text (tune.md 4); an image is an image whatever happens.
 * `/aff_i` with an `aff_id` and without a goal is an impression; `/aff_goal` names its way in `a` (assumed).
 */
export function answerConversionUrl(parts: ConversionUrlParts, request: WireRequest): WireReply {
  const sent = phpParameters(request.url.search.slice(1));
  const way = wayOf(request.url.pathname, sent);
  if (way === undefined) return textPage(400, 'a is lsr, l or i.');
  const gif: WireReply = { status: 200, headers: { 'content-type': 'image/gif' }, body: GIF };
  const partner = textOf(sent, 'aff_id');
  if (way === 'image' && partner !== undefined && !sent.has('goal_id')) {
    const key = `${partner}/${textOf(sent, 'offer_id') ?? ''}`;
    parts.impressions.set(key, (parts.impressions.get(key) ?? 0) + 1);
    return gif;
  }
  const outcome = convert(parts, request, sent, way);
  if (way === 'image') return gif;
  if (way === 'iframe') return textPage(200, partnerPixels(parts, outcome));
  return plain(outcome.ok ? 'success=true;' : `success=false; err_msg=${outcome.message}.;`);
}
