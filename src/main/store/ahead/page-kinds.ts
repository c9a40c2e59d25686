import type { CallFacts } from '#shared/domain/ledger.ts';

/** What plain rows of one kind say alike: all that their line and their status follow from. */
export type KindFacts = Pick<
  CallFacts,
  | 'virtualLineId'
  | 'numberDescription'
  | 'partnerId'
  | 'partnerName'
  | 'offerId'
  | 'offerName'
  | 'advertiserId'
> & { readonly rawResult: string | null };

/** The kinds of rows of one page, counted from 0 in the order they are met. */
export interface PageKinds {
  readonly kindOf: (row: KindFacts) => number;
  readonly all: () => readonly KindFacts[];
}

export function pageKinds(): PageKinds {
  const kinds = new Map<string, number>();
  const facts: KindFacts[] = [];
  return {
    kindOf: (row) => {
      const said: KindFacts = {
        virtualLineId: row.virtualLineId,
        numberDescription: row.numberDescription,
        partnerId: row.partnerId,
        partnerName: row.partnerName,
        offerId: row.offerId,
        offerName: row.offerName,
        advertiserId: row.advertiserId,
        rawResult: row.rawResult,
      };
      const key = JSON.stringify(said);
      const known = kinds.get(key);
      if (known !== undefined) return known;
      kinds.set(key, facts.length);
      facts.push(said);
      return facts.length - 1;
    },
    all: () => facts,
  };
}
