import type { WireReply } from '../wire.ts';
import { plainFault, typedFault } from './fault-message.ts';
import type { SoapFaultCode, SpcFaultDetail } from './spc-refusal.ts';
import type { SpcService } from './spc-service.ts';

/** The faults that can be asked for: the six of the contract, by reason where they have one, and those without a detail. */
export const SOAP_FAULT_NAMES = [
  'CREDENTIALS',
  'TIMESTAMP',
  'SCOPE',
  'CampaignNotFound',
  'PoolExhausted',
  'SessionExpired',
  'InvalidField',
  'RateLimited',
  'Client',
  'Server',
  'MustUnderstand',
  'VersionMismatch',
] as const;

/** One of them. */
export type SoapFaultName = (typeof SOAP_FAULT_NAMES)[number];

const RETRY_AFTER_SECONDS = 30;

function detailOf(name: Exclude<SoapFaultName, SoapFaultCode>, now: number, wait: number): SpcFaultDetail {
  switch (name) {
    case 'CREDENTIALS':
    case 'TIMESTAMP':
    case 'SCOPE':
      return { code: 'AuthenticationFailed', reason: name };
    case 'CampaignNotFound':
      return { code: name, campaignId: 'spring-offer-7' };
    case 'PoolExhausted':
      return {
        code: name,
        campaignId: 'spring-offer-7',
        poolSize: 50,
        retryAfterSeconds: wait,
        nextExpiryAt: now + wait * 1000,
        fallbackNumber: { e164: '+12025550100', display: '(202) 555-0100', country: 'US' },
      };
    case 'SessionExpired':
      return { code: name, session: { sessionId: 'ses-8f31c0' }, state: 'EXPIRED', endedAt: now - 1000 };
    case 'InvalidField':
      return {
        code: name,
        violations: [
          {
            field: 'information/customFields/field[2]/value',
            reason: 'TOO_LONG',
            limit: 255,
            detail: '301 characters were sent.',
          },
          { field: 'clientReference', reason: 'CONFLICT', limit: null, detail: null },
        ],
      };
    case 'RateLimited':
      return { code: name, limit: 10, windowSeconds: 1, retryAfterSeconds: wait };
  }
}

/** A fault as the server would send it, though nothing is wrong; waits of 30 seconds unless told otherwise. */
export function soapFaultOnDemand(
  { server, clock }: SpcService,
  name: SoapFaultName,
  status = 500,
  retryAfterSeconds = RETRY_AFTER_SECONDS,
): WireReply {
  if (name === 'Client' || name === 'Server' || name === 'MustUnderstand' || name === 'VersionMismatch')
    return server.reply(plainFault(name, 'Something is wrong.'), status);
  const now = clock();
  const detail = detailOf(name, now, retryAfterSeconds);
  const note = { occurredAt: now, requestId: server.nextRequestId() };
  return server.reply(typedFault({ message: 'Something is wrong.', detail }, note), status);
}
