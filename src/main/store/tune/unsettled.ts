import { isToldTwice, tellsOfCalls } from '#shared/domain/told-twice.ts';
import type { DeskCaller } from '#shared/domain/told-twice.ts';
import type { TunePostbackView } from '#shared/ipc/tune.ts';
import type { Sqlite } from '../file/sqlite.ts';

interface PostbackRow extends Omit<TunePostbackView, 'toldBy'> {
  readonly callsNetworkId: number | null;
}

interface TemplateRow {
  readonly id: number;
  readonly name: string;
  readonly url: string;
  readonly receiver: string;
  readonly networkId: number | null;
  readonly partnerId: string | null;
  readonly offerId: string | null;
}

/** Postbacks of TUNE with the templates of the desk that tell the same. */
export interface ToldTwice {
  readonly list: (networkId: number) => TunePostbackView[];
  /** How many tell partners of calls at all, and how many of them somebody still has to settle. */
  readonly counts: (networkId: number) => { readonly active: number; readonly unsettled: number };
}

export function toldTwice(db: Sqlite): ToldTwice {
  const name = (table: 'partners' | 'offers', column: string): string =>
    `coalesce((SELECT name FROM ${table} AS x WHERE x.${column} = p.${column} AND x.name <> ''
       ORDER BY x.network_id = coalesce(a.calls_network_id, -1) DESC, x.id LIMIT 1), '')`;
  const postbacks = db.prepare<[number], PostbackRow>(
    `SELECT p.postback_id AS postbackId, p.partner_id AS partnerId, ${name('partners', 'partner_id')} AS partnerName,
       p.offer_id AS offerId, ${name('offers', 'offer_id')} AS offerName, p.goal_id AS goalId, p.type, p.status, p.code,
       p.modified_at AS modifiedAt, p.acknowledged_at AS acknowledgedAt,
       coalesce(a.calls_network_id, (SELECT iif(count(*) = 1, min(id), NULL) FROM networks
         WHERE kind = 'invoca' AND removed = 0)) AS callsNetworkId
     FROM tune_postbacks AS p JOIN tune_accounts AS a ON a.network_id = p.network_id WHERE p.network_id = ?`,
  );
  const templates = db.prepare<[], TemplateRow>(
    `SELECT id, name, url, receiver, network_id AS networkId, partner_id AS partnerId, offer_id AS offerId
     FROM templates WHERE active = 1 AND removed = 0 ORDER BY name`,
  );
  const toldBy = (postback: PostbackRow, all: readonly TemplateRow[]): TunePostbackView['toldBy'] =>
    all
      .filter((template) =>
        isToldTwice(postback, { ...template, active: true } satisfies DeskCaller, postback.callsNetworkId),
      )
      .map(({ id, name: called, receiver }) => ({
        id,
        name: called,
        sameReceiver: hostOf(postback.code) === receiver,
      }));
  const list = (networkId: number): TunePostbackView[] => {
    const all = templates.all();
    return postbacks
      .all(networkId)
      .map(({ callsNetworkId, ...postback }) => ({
        ...postback,
        toldBy: toldBy({ ...postback, callsNetworkId }, all),
      }))
      .toSorted(
        (a, b) =>
          Number(isUnsettled(b)) - Number(isUnsettled(a)) ||
          Number(b.status === 'active') - Number(a.status === 'active') ||
          a.postbackId.localeCompare(b.postbackId, 'en', { numeric: true }),
      );
  };
  return {
    list,
    counts: (networkId) => {
      const found = list(networkId);
      return {
        active: found.filter(tellsOfCalls).length,
        unsettled: found.filter(isUnsettled).length,
      };
    },
  };
}

function isUnsettled({ toldBy, acknowledgedAt }: TunePostbackView): boolean {
  return toldBy.length > 0 && acknowledgedAt === null;
}

/** The host a postback goes to, whatever macros stand in it; '' where it is none. */
function hostOf(code: string): string {
  const plain = code.replaceAll(/\{[^{}]*\}/g, '1');
  return URL.canParse(plain) ? new URL(plain).host : '';
}
