import { localText } from '../network-time.ts';
import { seededRandom } from '../seeded-random.ts';
import type { TuneRow, TuneTables } from './tables.ts';

/** What a conversion is made of; what is not said is what most conversions have. */
export type NewConversion = Readonly<Partial<Record<string, string | null>>> & {
  readonly offer_id: string;
  readonly affiliate_id: string;
  readonly status: 'approved' | 'pending' | 'rejected';
  readonly status_code: string;
  readonly datetime: string;
};

/** The conversions of a TUNE network. */
export interface Conversions {
  /** Adds a conversion and returns it. */
  add(conversion: NewConversion): TuneRow;
  /** By `tune_event_id`, by the session's transaction id, or by the old id. */
  find(by: {
    readonly tuneEventId?: string | undefined;
    readonly transactionId?: string | undefined;
    readonly id?: string | undefined;
  }): TuneRow | undefined;
}

const HEX = '0123456789abcdef';

/** An instant (ms since 1970) as TUNE writes it, in the network's zone: `YYYY-MM-DD hh:mm:ss`. */
export function tuneTime(instant: number): string {
  return localText(instant).slice(0, 19);
}

/** Makes the conversions' desk; their ids come from the seed and their place. */
export function createConversions(tables: TuneTables, seed: number): Conversions {
  const byEvent = new Map<string, TuneRow>();
  let lastId = 918_272;

  function eventId(): string {
    const random = seededRandom(seed, 'tune event', lastId);
    return [8, 4, 4, 4, 12].map((length) => random.text(length, HEX)).join('-');
  }

  return {
    add(conversion) {
      lastId += 1;
      const id = String(lastId);
      const event = eventId();
      const row: TuneRow = {
        ad_id: null,
        payout: '0.00000',
        revenue: '0.00000',
        sale_amount: null,
        source: '',
        advertiser_info: null,
        goal_id: '0',
        is_adjustment: '0',
        currency: null,
        advertiser_id: tables.Offer.get(conversion.offer_id)?.['advertiser_id'] ?? '0',
        ...conversion,
        id,
        tune_event_id: event,
      };
      tables.Conversion.set(id, row);
      byEvent.set(event, row);
      return row;
    },
    find({ tuneEventId, transactionId, id }) {
      if (tuneEventId !== undefined) return byEvent.get(tuneEventId);
      if (id !== undefined) return tables.Conversion.get(id);
      if (transactionId === undefined || transactionId === '') return undefined;
      return [...tables.Conversion.values()].find((row) => row['ad_id'] === transactionId);
    },
  };
}
