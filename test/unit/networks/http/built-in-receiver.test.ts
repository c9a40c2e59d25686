import { afterEach, expect, it } from 'vitest';
import type { BuiltInReceiver } from '#main/engine/ports/built-in-receiver.ts';
import { rehearseReplay } from '#main/engine/postbacks/rehearse-replay.ts';
import { openBuiltInReceiver } from '#main/networks/http/built-in-receiver.ts';
import { createPostbackTransport } from '#main/networks/http/postback-transport.ts';
import type { ReplayItem } from '#shared/ipc/replays.ts';

const open: BuiltInReceiver[] = [];
const transport = createPostbackTransport();
afterEach(async () => {
  await transport.close();
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

const item = (place: number, after: ReplayItem['after']): ReplayItem => ({
  place,
  deliveryId: `dlv_${place}`,
  originalId: `dlv_${place}`,
  conversionId: 1,
  invocaId: `C-${place}`,
  partnerName: '',
  receiver: 'partner.example',
  meaning: 'approved',
  before: after,
  after,
  refused: null,
});

it('a rehearsal brings path, query, headers and body to the built-in receiver, and nothing to the partner', async () => {
  const rehearsed = await rehearseReplay(
    [
      item(1, { method: 'GET', url: 'https://partner.example/c/x?id=a%20b&p=1', body: '' }),
      item(2, { method: 'GET', url: 'https://partner.example?id=1', body: '' }),
      item(3, {
        method: 'POST',
        url: 'https://partner.example/hook',
        body: '{"type":"conversion.approved"}',
      }),
    ],
    {
      read: { receivers: () => Promise.resolve([]) },
      open: async () => {
        const receiver = await openBuiltInReceiver();
        open.push(receiver);
        return receiver;
      },
      transport: transport.send,
      clock: () => 1_750_000_000_000,
      timeoutMs: 5000,
      version: '1.2.3',
      signal: new AbortController().signal,
    },
  );
  expect(rehearsed.map(({ line, body }) => [line, body])).toEqual([
    ['GET /c/x?id=a%20b&p=1 HTTP/1.1', ''],
    ['GET /?id=1 HTTP/1.1', ''],
    ['POST /hook HTTP/1.1', '{"type":"conversion.approved"}'],
  ]);
  expect(rehearsed.map(({ attempt }) => attempt.verdict)).toEqual(['accepted', 'accepted', 'accepted']);
  expect(rehearsed[0]?.headers).toContain('webhook-id: dlv_1');
  expect(rehearsed[2]?.headers).toContain('content-type: application/json');
});
