import type { ChoiceRequest, NumberChoice, OfferChoice, PartnerChoice } from '#shared/ipc/desk.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdValues } from '#shared/domain/sub-ids.ts';
import { foldText, wordsOf } from '../conversions/words.ts';
import type { Sqlite } from '../file/sqlite.ts';
import { customDataOf } from './custom-data.ts';

const MOST = 500;

interface NumberRow extends Omit<NumberChoice, 'subIds'> {
  readonly customData: string;
}

/** Reads of what a form can choose from: what networks list, and what transactions named where they list nothing. */
export function catalogueChoices(db: Sqlite): {
  readonly partnerChoices: (input: ChoiceRequest) => PartnerChoice[];
  readonly offerChoices: (input: ChoiceRequest) => OfferChoice[];
  readonly numberChoices: (input: ChoiceRequest) => NumberChoice[];
} {
  const partners = db.prepare<{ offerId: string | null }, PartnerChoice>(
    `SELECT network_id AS networkId, partner_id AS partnerId, name, status FROM partners AS p
     WHERE @offerId IS NULL OR EXISTS (SELECT 1 FROM numbers AS n
       WHERE n.network_id = p.network_id AND n.partner_id = p.partner_id AND n.offer_id = @offerId)
       OR EXISTS (SELECT 1 FROM lines AS l
       WHERE l.network_id = p.network_id AND l.partner_id = p.partner_id AND l.offer_id = @offerId)
     ORDER BY listed DESC, name COLLATE NOCASE, partner_id`,
  );
  const offers = db.prepare<{ partnerId: string | null }, OfferChoice>(
    `SELECT network_id AS networkId, offer_id AS offerId, name, status FROM offers AS o
     WHERE @partnerId IS NULL OR EXISTS (SELECT 1 FROM numbers AS n
       WHERE n.network_id = o.network_id AND n.offer_id = o.offer_id AND n.partner_id = @partnerId)
       OR EXISTS (SELECT 1 FROM lines AS l
       WHERE l.network_id = o.network_id AND l.offer_id = o.offer_id AND l.partner_id = @partnerId)
     ORDER BY listed DESC, name COLLATE NOCASE, offer_id`,
  );
  const numbers = db.prepare<{ partnerId: string | null; offerId: string | null }, NumberRow>(
    `SELECT n.id, n.network_id AS networkId, n.number, n.description, n.partner_id AS partnerId,
       coalesce(p.name, '') AS partnerName, n.offer_id AS offerId, coalesce(o.name, '') AS offerName,
       n.base_link AS baseLink, n.custom_data AS customData
     FROM numbers AS n
     LEFT JOIN partners AS p ON p.network_id = n.network_id AND p.partner_id = n.partner_id
     LEFT JOIN offers AS o ON o.network_id = n.network_id AND o.offer_id = n.offer_id
     WHERE n.listed = 1 AND (@partnerId IS NULL OR n.partner_id = @partnerId) AND (@offerId IS NULL OR n.offer_id = @offerId)
     ORDER BY partnerName COLLATE NOCASE, offerName COLLATE NOCASE, n.number`,
  );
  return {
    partnerChoices: ({ text, offerId }) =>
      named(partners.all({ offerId: offerId ?? null }), text, ({ name, partnerId }) => [name, partnerId]),
    offerChoices: ({ text, partnerId }) =>
      named(offers.all({ partnerId: partnerId ?? null }), text, ({ name, offerId }) => [name, offerId]),
    numberChoices: ({ text, partnerId, offerId }) => {
      const rows = numbers.all({ partnerId: partnerId ?? null, offerId: offerId ?? null });
      const found = named(rows, text, (row) => [row.number, row.description, row.partnerName, row.offerName]);
      return found.map(({ customData, ...choice }) => ({ ...choice, subIds: subIdsOf(customData) }));
    },
  };
}

/** The choices in which every word typed begins a word, or is part of the digits of a number. */
function named<T>(
  choices: readonly T[],
  typed: string | undefined,
  textsOf: (choice: T) => readonly string[],
): T[] {
  const words = wordsOf(typed ?? '');
  const digits = (typed ?? '').replace(/\D/g, '');
  const found = choices.filter((choice) => {
    const texts = textsOf(choice);
    const own = texts.flatMap(wordsOf);
    if (words.every((word) => own.some((text) => text.startsWith(word)))) return true;
    return (
      digits.length >= 3 && words.join('') === digits && texts.some((text) => foldText(text).includes(digits))
    );
  });
  return found.slice(0, MOST);
}

function subIdsOf(customData: string): SubIdValues {
  const given = customDataOf(customData);
  return Object.fromEntries(SUB_ID_NAMES.flatMap((name) => (given[name] ? [[name, given[name]]] : [])));
}
