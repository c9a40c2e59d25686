import type { Clock } from '../ports/clock.ts';
import type { DeskReader } from '../ports/desk-store.ts';
import type { PostbackTransport } from '../ports/postback-transport.ts';
import { deliveryVerdict } from '#shared/domain/delivery-verdict.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TemplateDraft, TestFireResult } from '#shared/ipc/postbacks.ts';
import { answered } from './make-attempt.ts';
import { headerLines, postbackHeaders } from './request-headers.ts';

/** The id of a request fired by hand: no delivery has it, so a receiver that keeps ids cannot mistake it for one. */
const TEST_ID = 'test';

/**
 * Fires a template once, by hand, filled from the conversion or the newest it would speak for. Nothing is recorded:
 * the answer is the only trace. @throws DeskError invalid_input when the template cannot be sent as it is
 */
export async function testFire(
  input: {
    readonly draft: TemplateDraft;
    readonly conversionId: number | null;
    readonly allowLocal: boolean;
  },
  parts: {
    readonly read: Pick<DeskReader, 'templatePreview'>;
    readonly transport: PostbackTransport;
    readonly clock: Clock;
    readonly timeoutMs: number;
    readonly version: string;
    readonly signal: AbortSignal;
  },
): Promise<TestFireResult> {
  const { draft, conversionId, allowLocal } = input;
  const { url, faults } = await parts.read.templatePreview({ draft, conversionId });
  const refused = faults.find(({ severity }) => severity === 'refused');
  if (refused) throw new DeskError('invalid_input', refused.message, { field: 'url' });
  const startedAt = parts.clock();
  const headers = postbackHeaders({ deliveryId: TEST_ID, startedAt, version: parts.version });
  const { timeoutMs, signal } = parts;
  const answer = await parts.transport({ url, headers, timeoutMs, allowLocal, signal });
  const verdict = deliveryVerdict(answered(answer));
  return {
    url,
    attempt: {
      number: 1,
      startedAt,
      durationMs: answer.durationMs,
      url,
      requestHeaders: headerLines(headers),
      httpStatus: answer.kind === 'answer' ? answer.status : null,
      responseHeaders: answer.kind === 'answer' ? headerLines(answer.headers) : '',
      bodyStart: answer.kind === 'answer' ? answer.bodyStart : '',
      verdict: verdict.verdict,
      reason: verdict.reason,
      test: true,
    },
  };
}
