import type { IncomingHttpHeaders } from 'node:http';
import { SOAP, WSSE, WSU } from './namespaces.ts';
import { SoapRefusal, SpcRefusal } from './spc-refusal.ts';
import type { SpcUser } from './spc-world.ts';
import { attributeOf, childElements, isElement, textOf, type XmlElement } from './xml/element.ts';
import { isNcName } from './xml/xml-tokens.ts';
import { instantOf } from './zoned-time.ts';

/** What the doorkeeper does differently when it is asked to. */
export interface DoorRules {
  /** `refused`: a Security header is answered with MustUnderstand, so that only Basic works. */
  securityHeaders: 'accepted' | 'refused';
  /** Refuse a `wsu:Id` that is no XML name (mongoose-spc.md 9.9). */
  strictIds: boolean;
}

/** Lets requests in by their credentials. */
export interface Doorkeeper {
  /** The user behind a request at `now` (ms since 1970). Throws SpcRefusal AuthenticationFailed. */
  admit(security: XmlElement | undefined, headers: IncomingHttpHeaders, now: number): SpcUser;
}

interface Credentials {
  readonly user: string;
  readonly key: string;
}

const MINUTE = 60_000;
const CLOCK_TOLERANCE = 5 * MINUTE;
const NONCE_MEMORY = 10 * MINUTE;
const NONCE_BYTES = 16;
const PASSWORD_TEXT =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText';

function refused(reason: 'CREDENTIALS' | 'TIMESTAMP', message: string): SpcRefusal {
  return new SpcRefusal(message, { code: 'AuthenticationFailed', reason });
}

const wrongCredentials = (): SpcRefusal => refused('CREDENTIALS', 'The credentials were not accepted.');

/** The only child of this name; a missing or repeated one is undefined. */
function only(parent: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  if (parent === undefined) return undefined;
  const found = childElements(parent).filter((child) => isElement(child, namespace, name));
  return found.length === 1 ? found[0] : undefined;
}

function textAt(parent: XmlElement | undefined, namespace: string, name: string): string | undefined {
  const element = only(parent, namespace, name);
  return element === undefined ? undefined : textOf(element).trim();
}

function basicCredentials(header: string): Credentials {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2})$/i.exec(header)?.[1];
  const text = Buffer.from(encoded ?? '', 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 1) throw wrongCredentials();
  return { user: text.slice(0, colon), key: text.slice(colon + 1) };
}

function tokenCredentials(token: XmlElement | undefined): Credentials {
  const password = only(token, WSSE, 'Password');
  const user = textAt(token, WSSE, 'Username');
  if (user === undefined || password === undefined) throw wrongCredentials();
  const type = attributeOf(password, '', 'Type') ?? PASSWORD_TEXT;
  if (type !== PASSWORD_TEXT) throw refused('CREDENTIALS', 'Only PasswordText is accepted.');
  return { user, key: textOf(password) };
}

function requireFresh(text: string | undefined, now: number): void {
  const created = text === undefined ? undefined : instantOf(text);
  if (created === undefined) throw refused('TIMESTAMP', 'The message does not say when it was made.');
  if (Math.abs(now - created) > CLOCK_TOLERANCE)
    throw refused('TIMESTAMP', 'The message was made more than 5 minutes from the time here.');
}

function requireNotOver(expires: string | undefined, now: number): void {
  const end = expires === undefined ? undefined : instantOf(expires);
  if (expires !== undefined && (end === undefined || end <= now))
    throw refused('TIMESTAMP', 'The message has expired.');
}

function requireNamesAsIds(element: XmlElement): void {
  const id = attributeOf(element, WSU, 'Id');
  if (id !== undefined && !isNcName(id)) throw new SoapRefusal('Client', 'A wsu:Id is no XML name.');
  for (const child of childElements(element)) requireNamesAsIds(child);
}

/** Makes the doorkeeper for these users; `rules` may change while it works (mongoose-spc.md 2). */
export function createDoorkeeper(users: readonly SpcUser[], rules: DoorRules): Doorkeeper {
  const seenUntil = new Map<string, number>();

  function requireNewNonce(user: string, text: string | undefined, now: number): void {
    for (const [nonce, until] of seenUntil) {
      if (until > now) break;
      seenUntil.delete(nonce);
    }
    const canonical = text !== undefined && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
    if (!canonical || Buffer.from(text, 'base64').length < NONCE_BYTES)
      throw refused('CREDENTIALS', `A nonce of at least ${NONCE_BYTES} bytes is needed.`);
    const nonce = `${user} ${text}`;
    if (seenUntil.has(nonce)) throw refused('CREDENTIALS', 'The nonce has been used before.');
    seenUntil.set(nonce, now + NONCE_MEMORY);
  }

  function known({ user, key }: Credentials): SpcUser {
    const found = users.find((candidate) => candidate.name === user && candidate.key === key);
    if (found === undefined) throw wrongCredentials();
    return found;
  }

  function byToken(security: XmlElement, now: number): SpcUser {
    if (rules.securityHeaders === 'refused')
      throw new SoapRefusal('MustUnderstand', 'The header Security is not understood.');
    if (attributeOf(security, SOAP, 'mustUnderstand') !== '1')
      throw new SoapRefusal('Client', 'The Security header must be marked as mustUnderstand.');
    if (rules.strictIds) requireNamesAsIds(security);
    const token = only(security, WSSE, 'UsernameToken');
    const user = known(tokenCredentials(token));
    const timestamp = only(security, WSU, 'Timestamp');
    requireFresh(textAt(token, WSU, 'Created'), now);
    requireFresh(textAt(timestamp, WSU, 'Created'), now);
    requireNotOver(textAt(timestamp, WSU, 'Expires'), now);
    requireNewNonce(user.name, textAt(token, WSSE, 'Nonce'), now);
    return user;
  }

  return {
    admit(security, { authorization }, now) {
      if (security !== undefined && authorization !== undefined)
        throw refused('CREDENTIALS', 'Either a Security header or Basic, not both.');
      if (security !== undefined) return byToken(security, now);
      if (authorization === undefined) throw wrongCredentials();
      return known(basicCredentials(authorization));
    },
  };
}
