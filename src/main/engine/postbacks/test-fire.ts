import type { Clock } from '../ports/clock.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import type { ReceiverRecord } from '../ports/receiver-store.ts';
import { deliveryVerdict } from '#shared/domain/delivery-verdict.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TemplateDraft, TestFireResult } from '#shared/ipc/postbacks.ts';
import { answered } from './make-attempt.ts';
import { prepareRequest, SecretNotHad } from './prepare-request.ts';
import { headerLines } from './request-headers.ts';
import type { SecretSource, SignedRequest } from './sign-request.ts';

/** The id of a request fired by hand: no delivery has it, so a receiver that keeps ids cannot mistake it for one. */
const TEST_ID = 'test';

/**
 * Fires a template once, by hand, filled from the conversion or the newest it would speak for, signed and judged as its
 * receiver's deliveries are. Nothing is recorded: the answer is the only trace.
 * @throws DeskError invalid_input when the template cannot be sent as it is, unauthorised without the signing secret
 */
export async function testFire(
  input: {
    readonly draft: TemplateDraft;
    readonly conversionId: number | null;
    readonly allowLocal: boolean;
  },
  parts: {
    readonly read: Pick<DeskReader, 'templatePreview' | 'receivers'>;
    readonly transport: PostbackTransport;
    readonly clock: Clock;
    readonly timeoutMs: number;
    readonly version: string;
    readonly signal: AbortSignal;
    readonly secrets?: SecretSource | undefined;
  },
): Promise<TestFireResult> {
  const { draft, conversionId, allowLocal } = input;
  const { url, body: posted, faults } = await parts.read.templatePreview({ draft, conversionId });
  const refused = faults.find(({ severity }) => severity === 'refused');
  if (refused) throw new DeskError('invalid_input', refused.message, { field: 'url' });
  const receiver = URL.canParse(url) ? new URL(url).host : '';
  const known = (await parts.read.receivers()).find((one) => one.receiver === receiver);
  const startedAt = parts.clock();
  const body = posted ?? undefined;
  const request = await prepared({ url, body, receiver, known }, { ...parts, startedAt });
  const timeoutMs = known?.settings.limits.timeoutMs ?? parts.timeoutMs;
  const { headers, keptUrl } = request;
  const answer = await parts.transport({
    url: request.url,
    body,
    headers,
    timeoutMs,
    allowLocal,
    signal: parts.signal,
  });
  const verdict = deliveryVerdict(answered(answer), known?.settings.acceptance);
  return {
    url,
    attempt: {
      number: 1,
      startedAt,
      durationMs: answer.durationMs,
      url: keptUrl,
      requestHeaders: headerLines(headers),
      httpStatus: answer.kind === 'answer' ? answer.status : null,
      responseHeaders: answer.kind === 'answer' ? headerLines(answer.headers) : '',
      bodyStart: answer.kind === 'answer' ? answer.bodyStart : '',
      verdict: verdict.verdict,
      reason: verdict.reason,
      test: true,
      method: posted === null ? 'GET' : 'POST',
      body: posted,
      dueAt: null,
      waitedFor: null,
    },
  };
}

async function prepared(
  input: {
    readonly url: string;
    readonly body: string | undefined;
    readonly receiver: string;
    readonly known: ReceiverRecord | undefined;
  },
  parts: Parameters<typeof prepareRequest>[1],
): Promise<SignedRequest> {
  const { url, body, receiver, known } = input;
  const signing =
    known?.settings.signing.on === true ? { ...known.settings.signing, secrets: known.secrets } : undefined;
  try {
    return await prepareRequest({ deliveryId: TEST_ID, url, body, receiver, signing }, parts);
  } catch (cause) {
    if (cause instanceof SecretNotHad) throw new DeskError('unauthorised', cause.message, { cause });
    throw cause;
  }
}
