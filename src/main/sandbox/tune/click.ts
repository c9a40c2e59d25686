import type { WireReply, WireRequest } from '../wire.ts';
import { phpParameters, textOf } from './php-parameters.ts';
import type { TuneSession, TuneSessions } from './sessions.ts';
import type { TuneTables } from './tables.ts';

/** What counting clicks needs. `origin` is where this server is reached. */
export interface ClickParts {
  readonly tables: TuneTables;
  readonly sessions: TuneSessions;
  readonly origin: () => string;
}

const HOUR = 3_600_000;
const LONGEST_SUB_ID = 500;
/** Parameters of a click that mean something by themselves; all others are custom variables. */
const KNOWN: readonly string[] =
  'offer_id aff_id source aff_sub aff_sub1 aff_sub2 aff_sub3 aff_sub4 aff_sub5 aff_click_id url_id url file_id debug'.split(
    ' ',
  );

/** A page of text. */
export function textPage(status: number, body: string): WireReply {
  return {
    status,
    headers: { 'content-type': 'text/html; charset=utf-8' },
    body: `<!doctype html><p>${body}</p>`,
  };
}

/** The name of the cookie a session of an offer is remembered by. */
export function sessionCookie(offerId: string): string {
  return `enc_aff_session_${offerId}`;
}

/** Puts values in for macros in one pass, percent-encoded; a macro nobody knows stays. */
export function filled(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([a-z0-9_]+)\}/g, (macro, name: string) =>
    Object.hasOwn(values, name) ? encodeURIComponent(values[name] ?? '') : macro,
  );
}

/**
 * Answers a click (tune.md 2): a session, and 302 to the offer's URL with its macros filled in and, where the offer
 * shows custom variables, every parameter that is not TUNE's own, such as `PPCPN`. 404 without an active offer or
 * partner.
 */
export function answerTuneClick({ tables, sessions, origin }: ClickParts, request: WireRequest): WireReply {
  const sent = phpParameters(request.url.search.slice(1));
  const text = (name: string): string => textOf(sent, name) ?? '';
  const offer = tables.Offer.get(text('offer_id'));
  const partner = tables.Affiliate.get(text('aff_id'));
  if (offer?.['status'] !== 'active') return textPage(404, 'The offer is not available.');
  if (partner?.['status'] !== 'active') return textPage(404, 'The partner is not active.');
  const subIds: Record<string, string> = {};
  for (const place of [1, 2, 3, 4, 5]) {
    const name = place === 1 ? 'aff_sub' : `aff_sub${place}`;
    subIds[name] = (text(name) || (place === 1 ? text('aff_sub1') : '')).slice(0, LONGEST_SUB_ID);
  }
  const session: TuneSession = sessions.open({
    offerId: text('offer_id'),
    partnerId: text('aff_id'),
    subIds,
    source: text('source'),
    at: request.at,
    expiresAt: request.at + Number(offer['session_hours'] ?? 24) * HOUR,
  });
  const custom = [...sent].flatMap(([name, value]) =>
    typeof value === 'string' && !KNOWN.includes(name)
      ? [`${encodeURIComponent(name)}=${encodeURIComponent(value)}`]
      : [],
  );
  const params = offer['show_custom_variables'] === '1' ? custom.join('&') : '';
  const template = (offer['offer_url'] ?? '').replace('{origin}', origin()).replace(/&?\{params\}/, () => '');
  const address = filled(template, {
    ...subIds,
    aff_sub1: subIds['aff_sub'] ?? '',
    transaction_id: session.transactionId,
    affiliate_id: session.partnerId,
    offer_id: session.offerId,
    advertiser_id: offer['advertiser_id'] ?? '',
    source: session.source,
    country_code: 'US',
    offer_ref: offer['ref_id'] ?? '',
    affiliate_ref: partner['ref_id'] ?? '',
  });
  return {
    status: 302,
    headers: {
      location: params === '' ? address : `${address}&${params}`,
      'set-cookie': `${sessionCookie(session.offerId)}=${session.transactionId}; Path=/; HttpOnly`,
    },
    body: '',
  };
}
