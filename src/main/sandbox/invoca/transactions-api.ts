import type { WireReply, WireRequest } from '../wire.ts';
import type { Access } from './access.ts';
import { notFound } from './answers.ts';
import { answerFor, formatOf, requireVersion, type Format } from './api-paths.ts';
import { planColumns, type UserKind } from './columns.ts';
import { csvPage, xmlPage } from './formats.ts';
import { createJsonPages } from './json-pages.ts';
import type { TransactionLog } from './transaction-log.ts';
import { readTransactionsQuery, selectTransactions } from './transactions-query.ts';

/** The versions that have the row semantics spoken here: money and result describe the whole call. */
const VERSIONS: ReadonlySet<string> = new Set(['2020-10-01', '2021-08-09']);

const PATH =
  /^\/api\/([^/]+)\/(networks|advertisers|affiliates)\/transactions\/([^/]+?)(?:\.(?:json|csv|xml))?$/;

const KINDS: Readonly<Record<string, UserKind>> = {
  networks: 'network',
  advertisers: 'advertiser',
  affiliates: 'affiliate',
};

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};

/** True for a path of the Transactions API. */
export function isTransactionsPath(pathname: string): boolean {
  return PATH.test(pathname);
}

/** Makes the Transactions API of all three kinds of user (invoca.md 4): a request in, its answer out. */
export function createTransactionsApi(
  log: TransactionLog,
  access: Access,
): (request: WireRequest) => WireReply {
  const jsonPages = createJsonPages();

  function answer({ url, method, headers }: WireRequest): WireReply {
    const [, version = '', organisations = '', id = ''] = PATH.exec(url.pathname) ?? [];
    const kind = KINDS[organisations];
    const format = formatOf(url.pathname);
    if (kind === undefined || format === undefined || method !== 'GET') {
      throw notFound(`No route matches ${method} ${url.pathname}`);
    }
    requireVersion(version, VERSIONS);
    const user = access.userOf(headers.authorization, url.searchParams.get('oauth_token') ?? undefined);
    access.requireOwn(user, kind, id);

    const query = readTransactionsQuery(url.searchParams);
    const rows = selectTransactions(log, user, query);
    const plan = planColumns(user.kind, query.columns);
    const written = {
      json: () => jsonPages.page(rows, plan),
      csv: () => csvPage(rows, plan, query.csv),
      xml: () => xmlPage(rows, plan),
    };
    return { status: 200, headers: { 'content-type': CONTENT_TYPES[format] }, body: written[format]() };
  }

  return (request) => {
    try {
      return answer(request);
    } catch (error) {
      return answerFor(error);
    }
  };
}
