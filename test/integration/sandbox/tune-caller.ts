import { request as httpRequest } from 'node:http';
import { z } from 'zod';
import type { Practice } from '#test/support/practice.ts';

const envelope = z.object({
  request: z.unknown(),
  response: z.object({
    status: z.number(),
    httpStatus: z.literal(200),
    data: z.unknown(),
    errors: z.unknown(),
    errorMessage: z.string().nullable(),
  }),
});

/** What TUNE's API answered. */
export type TuneAnswer = z.infer<typeof envelope>['response'] & { readonly request: unknown };

/** A plain client of the TUNE double; the query is sent as it is, behind network id and token. */
export interface TuneCaller {
  readonly get: (query: string) => Promise<TuneAnswer>;
  readonly post: (form: string) => Promise<TuneAnswer>;
  /** The data of a GET that must succeed. */
  readonly data: (query: string) => Promise<unknown>;
  /** A GET without network id, to another host name. */
  readonly toHost: (host: string, query: string) => Promise<TuneAnswer>;
}

/** Makes the client of a practice network that is asked for on every call. */
export function tuneCaller(practice: () => Practice): TuneCaller {
  const keyed = (query: string): string =>
    `NetworkId=${practice().network.tuneNetworkId}&NetworkToken=${practice().network.tuneToken}&${query}`;
  async function read(response: Response): Promise<TuneAnswer> {
    if (response.status !== 200) throw new Error(`HTTP ${response.status}`);
    const { request, response: told } = envelope.parse(await response.json());
    return { ...told, request };
  }
  const get = async (query: string): Promise<TuneAnswer> =>
    read(await fetch(`${practice().network.tuneUrl}/Apiv3/json?${keyed(query)}`));
  return {
    get,
    async post(form) {
      const response = await fetch(`${practice().network.tuneUrl}/Apiv3/json`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: keyed(form),
      });
      return read(response);
    },
    async data(query) {
      const answer = await get(query);
      if (answer.status !== 1) throw new Error(answer.errorMessage ?? 'refused');
      return answer.data;
    },
    toHost: (host, query) =>
      new Promise((resolve, reject) => {
        const path = `/Apiv3/json?NetworkToken=${practice().network.tuneToken}&${query}`;
        httpRequest(
          { host: '127.0.0.1', port: practice().network.port, path, headers: { host } },
          (incoming) => {
            let text = '';
            incoming.setEncoding('utf8');
            incoming.on('data', (chunk: string) => (text += chunk));
            incoming.on('end', () => {
              const { request, response } = envelope.parse(JSON.parse(text));
              resolve({ ...response, request });
            });
          },
        )
          .on('error', reject)
          .end();
      }),
  };
}
