import { expect } from 'vitest';
import { z } from 'zod';
import type { Practice } from '#test/support/practice.ts';

/** What the Network Integration API answered. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** A plain client of the Network Integration API, with the network user's token. Paths come without `.json`. */
export interface NetworkCaller {
  /** One request; a text body is sent as it is, anything else as JSON. */
  readonly ask: (method: string, path: string, body?: unknown) => Promise<Answer>;
  /** The items of a list, which must answer 200. */
  readonly list: <Item extends z.ZodType>(path: string, item: Item) => Promise<z.infer<Item>[]>;
}

/** Makes the client of a practice network that is asked for on every call. */
export function networkCaller(practice: () => Practice): NetworkCaller {
  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const { invocaUrl, tokens } = practice().network;
    const response = await fetch(`${invocaUrl}${path}.json`, {
      method,
      headers: { authorization: tokens.network, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: await response.json() };
  }

  async function list<Item extends z.ZodType>(path: string, item: Item): Promise<z.infer<Item>[]> {
    const { status, body } = await ask('GET', path);
    expect(status).toBe(200);
    return z.array(item).parse(body);
  }

  return { ask, list };
}
