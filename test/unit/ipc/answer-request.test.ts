import { describe, expect, test } from 'vitest';
import { answerByName, guardRequests } from '#main/ipc/answer-request.ts';
import type { RequestHandlers } from '#main/ipc/request-handlers.ts';
import { requests } from '#shared/ipc/contract.ts';
import { DeskError } from '#shared/ipc/errors.ts';

const trusted = { ownWindow: true, topFrame: true, address: 'app://switchboard/index.html' };
const foreign = { ...trusted, ownWindow: false };

/** Handlers of which every one not given refuses to be called. */
function wall(given: Partial<RequestHandlers>) {
  const called: string[] = [];
  const lines: string[] = [];
  const nobody = (name: string) => () => {
    called.push(name);
    throw new Error(`${name} must not be called`);
  };
  const all = Object.fromEntries(Object.keys(requests).map((name) => [name, nobody(name)]));
  const isWhole = (handlers: object): handlers is RequestHandlers =>
    Object.keys(requests).every((name) => name in handlers);
  const handlers = { ...all, ...given };
  if (!isWhole(handlers)) throw new Error('A handler is missing.');
  const behind = {
    handlers,
    origin: 'app://switchboard',
    log: {
      warn: (message: string) => lines.push(message),
      error: (message: string, cause: unknown) => lines.push(`${message} ${String(cause)}`),
    },
  };
  return { answer: guardRequests(behind), named: answerByName(behind), called, lines };
}

describe('the wall behind the channels', () => {
  test('answers a request of the contract, and none of another name', async () => {
    const { named, called } = wall({ 'receivers.list': () => Promise.resolve([]) });
    expect(await named('receivers.list', trusted, {})).toEqual({ ok: true, value: [] });
    for (const name of ['', 'receivers', 'constructor', '__proto__', 'toString']) {
      expect(await named(name, trusted, {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    }
    expect(called).toEqual([]);
  });
});

describe('the wall around the handlers', () => {
  test('answers what fits both schemas', async () => {
    const { answer } = wall({ 'receivers.list': () => Promise.resolve([]) });
    expect(await answer('receivers.list', trusted, {})).toEqual({ ok: true, value: [] });
  });

  test('a foreign sender reaches no handler, whatever it sends', async () => {
    const { answer, called, lines } = wall({});
    const reply = await answer('networks.remove', foreign, { id: 1 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'not_permitted' } });
    expect(called).toEqual([]);
    expect(lines).toHaveLength(1);
  });

  test('input that does not fit reaches no handler', async () => {
    const { answer, called } = wall({});
    for (const input of [undefined, null, 'x', { id: 0 }, { id: '1' }, { id: 1, more: true }]) {
      const reply = await answer('networks.remove', trusted, input);
      expect(reply).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    }
    expect(called).toEqual([]);
  });

  test('an input is passed on as its schema reads it', async () => {
    let name = '';
    const { answer } = wall({
      'desk.createWorkspace': (input) => {
        ({ name } = input);
        return { id: 'a', name: input.name, practice: false };
      },
    });
    await answer('desk.createWorkspace', trusted, { name: '  Northwind  ' });
    expect(name).toBe('Northwind');
  });

  test('an answer that does not fit is an internal fault and is not sent', async () => {
    const { answer, lines } = wall({
      // Ids of records begin at 1.
      'catalogue.partners': () => [{ networkId: 0, partnerId: '7', name: 'leak', status: 'active' }],
    });
    const reply = await answer('catalogue.partners', trusted, {});
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('leak');
    expect(lines).toHaveLength(1);
  });

  test('an answer loses what the contract does not name', async () => {
    const { answer } = wall({
      'desk.openWorkspace': () => {
        const more = { id: 'a', name: 'A', practice: false, token: 'S3CRET' };
        return more;
      },
    });
    const reply = await answer('desk.openWorkspace', trusted, { id: 'a' });
    expect(reply).toEqual({ ok: true, value: { id: 'a', name: 'A', practice: false } });
  });

  test('what a handler throws on purpose is told and not logged; the rest is logged and not told', async () => {
    const { answer, lines } = wall({
      'deliveries.retry': () => Promise.reject(new DeskError('not_found', 'There is no such delivery.')),
      'links.remove': () => {
        throw new Error('disk of /home/person is full');
      },
    });
    expect(await answer('deliveries.retry', trusted, { deliveryId: 'd' })).toMatchObject({
      ok: false,
      error: { code: 'not_found', message: 'There is no such delivery.' },
    });
    expect(lines).toEqual([]);
    const reply = await answer('links.remove', trusted, { id: 1 });
    expect(reply).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(reply)).not.toContain('disk');
    expect(lines[0]).toContain('links.remove failed. Error: disk of');
  });
});
