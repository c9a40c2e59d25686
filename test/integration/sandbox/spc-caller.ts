import { randomBytes } from 'node:crypto';
import type { Practice } from '#test/support/practice.ts';

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const SPC = 'urn:example:spc:session-numbers:v1';
const WSS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-';
const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' };

/** What the SPC server answered, with what a test looks for in it. */
export interface SoapAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly xml: string;
  /** The text of the first element of this name, or undefined. */
  text(name: string): string | undefined;
  /** The texts of all elements of this name. */
  texts(name: string): string[];
  /** `faultcode/detail element`, or undefined for no fault. */
  readonly fault: string | undefined;
  /** `field REASON limit`, one for each violation. */
  readonly violations: string[];
}

/** How a request differs from a right one. */
export interface Deviation {
  readonly user?: string;
  readonly key?: string;
  /** When the message says it was made, ms since 1970. */
  readonly created?: number;
  readonly nonce?: string;
  /** What stands in the header instead. */
  readonly header?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is sent instead of the envelope. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly method?: string;
}

/** Sends SOAP written by hand. */
export interface SpcCaller {
  call(operation: string, content: string, deviation?: Deviation): Promise<SoapAnswer>;
  /** A security header that is right now. */
  security(deviation?: Deviation): string;
  /** Every answer so far. */
  readonly heard: readonly SoapAnswer[];
}

function textsIn(xml: string, name: string): string[] {
  const found = xml.matchAll(new RegExp(`<(?:\\w+:)?${name}(?: [^>]*)?>([^<]*)</(?:\\w+:)?${name}>`, 'g'));
  return Array.from(found, ([, text = '']) =>
    text.replaceAll(/&(lt|gt|quot|amp);/g, (_, entity: string) => ENTITIES[entity] ?? ''),
  );
}

function faultIn(xml: string): string | undefined {
  const code = /<faultcode>soapenv:(\w+)<\/faultcode>/.exec(xml)?.[1];
  if (code === undefined) return undefined;
  const detail = /<detail><(?:\w+:)?(\w+)/.exec(xml)?.[1];
  return detail === undefined ? code : `${code}/${detail}`;
}

async function answerOf(response: Response): Promise<SoapAnswer> {
  const xml = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    xml,
    text: (name) => textsIn(xml, name)[0],
    texts: (name) => textsIn(xml, name),
    fault: faultIn(xml),
    violations: Array.from(xml.matchAll(/<violation>(.*?)<\/violation>/g), ([, violation = '']) =>
      ['field', 'reason', 'limit'].flatMap((name) => textsIn(violation, name)).join(' '),
    ),
  };
}

/** Makes a caller for the practice network and the clock that are asked for on every call. */
export function spcCaller(practice: () => Practice, clock: () => number): SpcCaller {
  const heard: SoapAnswer[] = [];

  function security(deviation: Deviation = {}): string {
    const { spcUser, spcKey } = practice().network;
    const { user = spcUser, key = spcKey, created = clock() } = deviation;
    const nonce = deviation.nonce ?? randomBytes(16).toString('base64');
    const [from, to] = [new Date(created).toISOString(), new Date(created + 300_000).toISOString()];
    return (
      `<wsse:Security e:mustUnderstand="1" xmlns:wsse="${WSS}wssecurity-secext-1.0.xsd" ` +
      `xmlns:wsu="${WSS}wssecurity-utility-1.0.xsd"><wsu:Timestamp><wsu:Created>${from}</wsu:Created>` +
      `<wsu:Expires>${to}</wsu:Expires></wsu:Timestamp><wsse:UsernameToken>` +
      `<wsse:Username>${user}</wsse:Username>` +
      `<wsse:Password Type="${WSS}username-token-profile-1.0#PasswordText">${key}</wsse:Password>` +
      `<wsse:Nonce EncodingType="${WSS}soap-message-security-1.0#Base64Binary">${nonce}</wsse:Nonce>` +
      `<wsu:Created>${from}</wsu:Created></wsse:UsernameToken></wsse:Security>`
    );
  }

  return {
    heard,
    security,
    async call(operation, content, deviation = {}) {
      const header = deviation.header ?? security(deviation);
      const envelope =
        `<?xml version="1.0" encoding="UTF-8"?><e:Envelope xmlns:e="${SOAP}"><e:Header>${header}</e:Header>` +
        `<e:Body><${operation} xmlns="${SPC}">${content}</${operation}></e:Body></e:Envelope>`;
      const method = deviation.method ?? 'POST';
      const response = await fetch(practice().network.spcUrl, {
        method,
        headers: {
          'content-type': 'text/xml; charset=utf-8',
          soapaction: `"${SPC}/${operation}"`,
          ...deviation.headers,
        },
        ...(method === 'POST' ? { body: deviation.body ?? envelope } : {}),
      });
      const answer = await answerOf(response);
      heard.push(answer);
      return answer;
    },
  };
}

/** An element with text in it, escaped. */
export function field(name: string, text: string | number): string {
  const escaped = String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return `<${name}>${escaped}</${name}>`;
}

/** An `information` element. */
export function information(
  keywords: readonly string[] | undefined,
  fields: Readonly<Record<string, string>> | undefined,
): string {
  const listed =
    keywords && `<keywords>${keywords.map((keyword) => field('keyword', keyword)).join('')}</keywords>`;
  const named =
    fields &&
    `<customFields>${Object.entries(fields)
      .map(([name, value]) => `<field>${field('name', name)}${field('value', value)}</field>`)
      .join('')}</customFields>`;
  return `<information>${listed ?? ''}${named ?? ''}</information>`;
}
