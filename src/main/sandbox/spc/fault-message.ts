import { envelopeAround } from './envelope.ts';
import { SOAP, SPC } from './namespaces.ts';
import { zonedText } from './zoned-time.ts';
import type { SoapFaultCode, SpcFaultDetail, SpcPhoneNumber, SpcRefusal } from './spc-refusal.ts';
import { elementsOf, type XmlElement } from './xml/element.ts';

const spc = elementsOf(SPC);
const MOST_TEXT = 500;

/** What every fault says: when it happened, ms since 1970, and the number to quote. */
export interface FaultNote {
  readonly occurredAt: number;
  readonly requestId: string;
}

function cut(text: string): string {
  return Array.from(text).slice(0, MOST_TEXT).join('');
}

/** A number as `PhoneNumberType`, under this name. */
export function phoneNumberElement(name: string, { e164, display, country }: SpcPhoneNumber): XmlElement {
  return spc(name, spc('e164', e164), spc('display', display), spc('country', country));
}

function optional(name: string, value: string | number | undefined): XmlElement | undefined {
  return value === undefined ? undefined : spc(name, String(value));
}

function particulars(detail: SpcFaultDetail): (XmlElement | undefined)[] {
  switch (detail.code) {
    case 'AuthenticationFailed':
      return [spc('reason', detail.reason)];
    case 'CampaignNotFound':
      return [spc('campaignId', detail.campaignId)];
    case 'PoolExhausted':
      return [
        spc('campaignId', detail.campaignId),
        spc('poolSize', String(detail.poolSize)),
        spc('retryAfterSeconds', String(detail.retryAfterSeconds)),
        detail.nextExpiryAt === undefined ? undefined : spc('nextExpiryAt', zonedText(detail.nextExpiryAt)),
        detail.fallbackNumber && phoneNumberElement('fallbackNumber', detail.fallbackNumber),
      ];
    case 'SessionExpired': {
      const { session, state, endedAt } = detail;
      const named =
        'sessionId' in session
          ? spc('sessionId', session.sessionId)
          : spc('phoneNumber', session.phoneNumber);
      return [spc('session', named), spc('state', state), spc('endedAt', zonedText(endedAt))];
    }
    case 'InvalidField':
      return detail.violations.map((violation) =>
        spc(
          'violation',
          spc('field', violation.field),
          spc('reason', violation.reason),
          optional('limit', violation.limit ?? undefined),
          violation.detail === null ? undefined : spc('detail', cut(violation.detail)),
        ),
      );
    case 'RateLimited':
      return [
        spc('limit', String(detail.limit)),
        spc('windowSeconds', String(detail.windowSeconds)),
        spc('retryAfterSeconds', String(detail.retryAfterSeconds)),
      ];
  }
}

function isRetryable(detail: SpcFaultDetail): boolean {
  if (detail.code === 'AuthenticationFailed') return detail.reason === 'TIMESTAMP';
  return detail.code === 'PoolExhausted' || detail.code === 'RateLimited';
}

function soapFault(code: SoapFaultCode, message: string, detail?: XmlElement): XmlElement {
  const soap = elementsOf(SOAP);
  const plain = elementsOf('');
  return envelopeAround(
    soap(
      'Fault',
      plain('faultcode', `soapenv:${code}`),
      plain('faultstring', message),
      detail === undefined ? undefined : plain('detail', detail),
    ),
  );
}

/** A fault with one of the six details; `soapenv` must be the prefix of the SOAP namespace when it is written. */
export function typedFault(
  { message, detail }: Pick<SpcRefusal, 'message' | 'detail'>,
  note: FaultNote,
): XmlElement {
  const code = detail.code === 'PoolExhausted' || detail.code === 'RateLimited' ? 'Server' : 'Client';
  const told = spc(
    detail.code,
    spc('code', detail.code),
    spc('message', cut(message)),
    spc('retryable', String(isRetryable(detail))),
    spc('occurredAt', zonedText(note.occurredAt)),
    spc('requestId', note.requestId),
    ...particulars(detail),
  );
  return soapFault(code, message, told);
}

/** A fault without a detail. */
export function plainFault(code: SoapFaultCode, message: string): XmlElement {
  return soapFault(code, message);
}
