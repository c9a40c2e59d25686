import type { XmlOutline } from '../xml/writer.ts';
import { writeXml } from '../xml/writer.ts';
import { BASE64_BINARY, PASSWORD_TEXT, SOAP, WSSE, WSU } from './namespaces.ts';

/** How long a request may be on its way before the network refuses it (mongoose-spc.md 2). */
const LIFETIME_MS = 5 * 60_000;

/** What a UsernameToken is made of; nonce and time are new for every try. */
export interface UsernameToken {
  readonly user: string;
  readonly key: string;
  /** 16 random bytes. */
  readonly nonce: Uint8Array;
  /** UTC milliseconds. */
  readonly createdAt: number;
}

/**
 * The whole document of a request. `body` uses the prefix `s` for the contract's namespace; without a token there is
 * no header. @throws UnwritableText
 */
export function requestEnvelope(namespace: string, token: UsernameToken | null, body: XmlOutline): string {
  const header = token ? [{ tag: 'soapenv:Header', content: [securityHeader(token)] }] : [];
  return writeXml({
    tag: 'soapenv:Envelope',
    attributes: { 'xmlns:soapenv': SOAP, 'xmlns:s': namespace },
    content: [...header, { tag: 'soapenv:Body', content: [body] }],
  });
}

/** No `wsu:Id`: strict servers refuse the ones libraries make up (mongoose-spc.md 9.9). */
function securityHeader({ user, key, nonce, createdAt }: UsernameToken): XmlOutline {
  const created: XmlOutline = { tag: 'wsu:Created', content: new Date(createdAt).toISOString() };
  const expires = new Date(createdAt + LIFETIME_MS).toISOString();
  return {
    tag: 'wsse:Security',
    attributes: { 'soapenv:mustUnderstand': '1', 'xmlns:wsse': WSSE, 'xmlns:wsu': WSU },
    content: [
      { tag: 'wsu:Timestamp', content: [created, { tag: 'wsu:Expires', content: expires }] },
      {
        tag: 'wsse:UsernameToken',
        content: [
          { tag: 'wsse:Username', content: user },
          { tag: 'wsse:Password', attributes: { Type: PASSWORD_TEXT }, content: key },
          {
            tag: 'wsse:Nonce',
            attributes: { EncodingType: BASE64_BINARY },
            content: Buffer.from(nonce).toString('base64'),
          },
          created,
        ],
      },
    ],
  };
}
