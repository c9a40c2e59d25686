import type { SpcNetwork } from '#main/engine/ports/network-record.ts';
import type { HttpAnswer, HttpSend } from '#main/networks/http/http-send.ts';
import { SPC_NAMESPACE } from '#shared/domain/spc-endpoint.ts';
import { SpcFault } from '#shared/domain/spc-fault.ts';

export const SPC_KEY = 'spc-demo-key <&> ü';

/** An SPC account as the store keeps it. */
export function spcAccount(change: Partial<SpcNetwork> = {}): SpcNetwork {
  return {
    id: 1,
    kind: 'spc',
    name: 'Acme SPC',
    endpoint: 'https://spc.example/soap/v1',
    apiUser: 'acme-affiliates',
    customerId: 'acme',
    namespace: SPC_NAMESPACE,
    authentication: 'username_token',
    extensions: true,
    token: { keeping: 'session' },
    practice: false,
    createdAt: 0,
    lastSuccessAt: null,
    lastError: null,
    clockDifferenceMs: null,
    ...change,
  };
}

/** A way out that remembers what was sent and answers what it is given, in order; the last answer stays. */
export function scriptedSend(...answers: readonly HttpAnswer[]): {
  readonly send: HttpSend;
  readonly sent: Parameters<HttpSend>[0][];
} {
  const sent: Parameters<HttpSend>[0][] = [];
  return {
    sent,
    send: (asked) => {
      const answer = answers[Math.min(sent.length, answers.length - 1)];
      sent.push(asked);
      return answer ? Promise.resolve(answer) : Promise.reject(new Error('nothing scripted'));
    },
  };
}

/** An answer with this body. */
export function soapAnswer(
  body: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'text/xml; charset=utf-8', ...headers },
    body: new TextEncoder().encode(body),
  };
}

/** A SOAP 1.1 envelope around the body's content. */
export function envelope(content: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/"><soapenv:Body>${content}</soapenv:Body></soapenv:Envelope>`;
}

/** An accepted update as the reference shows it. */
export const UPDATE_ANSWER = `<UpdateSessionInformationResponse xmlns="${SPC_NAMESPACE}"><accepted>true</accepted><sessionId>ses-8f31c0</sessionId><informationVersion>2</informationVersion><updatedAt>2026-03-02T15:04:05.010Z</updatedAt><requestId>req-5502</requestId></UpdateSessionInformationResponse>`;

/** The fault that the work ends with. @throws when it ends otherwise, or the fault tells the key */
export async function spcFaultOf(work: Promise<unknown>): Promise<SpcFault> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!('error' in outcome)) throw new Error(`No fault but ${JSON.stringify(outcome.value)}`);
  if (!(outcome.error instanceof SpcFault)) throw outcome.error;
  if (JSON.stringify([outcome.error.message, outcome.error.fault]).includes(SPC_KEY)) {
    throw new Error(`The fault tells the key: ${outcome.error.message}`);
  }
  return outcome.error;
}

/** A fault with this detail and code. */
export const soapFault = (detail: string, code = 'soapenv:Client', text = 'It did not work.'): string =>
  envelope(
    `<soapenv:Fault><faultcode>${code}</faultcode><faultstring xml:lang="en">${text}</faultstring>${detail && `<detail>${detail}</detail>`}</soapenv:Fault>`,
  );

/** The typed element of a fault's detail, with `rest` after what all six have. */
export const typedDetail = (
  name: string,
  rest: string,
  retryable = 'false',
  message = 'A sentence.',
): string =>
  `<${name} xmlns="${SPC_NAMESPACE}"><code>${name}</code><message>${message}</message><retryable>${retryable}</retryable><occurredAt>2026-03-02T15:04:04Z</occurredAt><requestId>req-5601</requestId>${rest}</${name}>`;
