import { expect, it } from 'vitest';
import type { PageAhead } from '#main/engine/ports/call-log-store.ts';
import type { NetworkClient } from '#main/engine/ports/network-client.ts';
import { pageStream } from '#main/engine/sync/page-stream.ts';
import { NetworkFault } from '#shared/domain/network-fault.ts';
import { keptLog } from '../desk-store-double.ts';

const LARGE = 300 * 1024;

const NETWORK = { name: 'LeadTrust', currency: 'USD', user: 'network' } as const;

const refuse = (): Promise<never> => Promise.reject(new Error('not part of this test'));

/** A stream over pages of so many bytes, where the page after `c` is the one after `c+`, and what it asked for. */
function streamOf(size: number, readAhead: (body: Uint8Array) => Promise<PageAhead>) {
  const asked: string[] = [];
  const stopped: string[] = [];
  const { log, lines } = keptLog();
  const client: NetworkClient = {
    transactionPage: async ({ cursor, signal }) => {
      asked.push(`fetch ${cursor}`);
      signal.addEventListener('abort', () => stopped.push(cursor));
      if (cursor === 'gone') throw new NetworkFault('not_found', 'It is gone.');
      return new Uint8Array(size);
    },
    cursorAfter: () => 'next',
    transactionById: refuse,
    catalogue: refuse,
    probe: refuse,
  };
  const ahead = {
    readAhead: async ({ body, currency, user }: { body: Uint8Array; currency: string; user: string }) => {
      asked.push(`read ${body.byteLength} ${currency} ${user}`);
      return readAhead(body);
    },
    endAhead: async () => void asked.push('end'),
  };
  const { signal } = new AbortController();
  const stream = pageStream({ network: NETWORK, client, ahead, limit: 9, signal, log });
  return { stream, asked, stopped, lines };
}

const readTo = (memory: string) => async (): Promise<PageAhead> => ({
  kind: 'ahead',
  memory,
  rows: 1,
  cursor: null,
  currency: 'USD',
  user: 'network',
});

it('has the page that is expected read ahead, and gives its memory back in the end', async () => {
  const { stream, asked } = streamOf(LARGE, readTo('m'));
  expect(await stream.page('a')).toMatchObject({ content: { kind: 'body' }, next: 'next' });
  stream.expect('b');
  expect(await stream.page('b')).toMatchObject({ content: { kind: 'ahead', memory: 'm' }, next: 'next' });
  await stream.end();
  expect(asked).toEqual(['fetch a', 'fetch b', `read ${LARGE} USD network`, 'end']);
});

it('leaves a small page as it came', async () => {
  const { stream, asked } = streamOf(1000, readTo('m'));
  stream.expect('b');
  expect(await stream.page('b')).toMatchObject({ content: { kind: 'body' } });
  await stream.end();
  expect(asked).toEqual(['fetch b']);
});

it('fetches a page once more that was lost while it was read ahead', async () => {
  const { stream, asked, lines } = streamOf(LARGE, () => Promise.reject(new Error('The thread died.')));
  stream.expect('b');
  expect(await stream.page('b')).toMatchObject({ content: { kind: 'body' } });
  expect(asked).toEqual(['fetch b', `read ${LARGE} USD network`, 'fetch b']);
  expect(lines).toEqual(['warn LeadTrust: a page could not be read ahead: Error: The thread died.']);
});

it('says what the network answered when the page is wanted, and not before', async () => {
  const { stream } = streamOf(LARGE, readTo('m'));
  stream.expect('gone');
  await expect(stream.page('gone')).rejects.toThrow('It is gone.');
});

it('abandons a page nobody wants after all', async () => {
  const { stream, asked, stopped } = streamOf(LARGE, readTo('m'));
  stream.expect('b');
  expect(await stream.page('c')).toMatchObject({ content: { kind: 'body' } });
  expect(asked.filter((line) => line.startsWith('fetch'))).toEqual(['fetch b', 'fetch c']);
  expect(stopped).toEqual(['b']);
});
