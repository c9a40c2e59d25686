import { z } from 'zod';
import type { RecordOrigin } from '#shared/ipc/goals.ts';
import { subIdConvention } from '#shared/ipc/partners.ts';
import type { PartnerDraft, PartnerRow, PartnerStatus, SubIdConvention } from '#shared/ipc/partners.ts';
import type { SumsByRecord } from '../offers/conversion-sums.ts';
import { originOf } from '../offers/offer-rows.ts';

/** A partner as it is read from the file, with its network and what the desk itself knows of it. */
export interface StoredPartner {
  readonly id: number;
  readonly network_id: number;
  readonly partner_id: string;
  readonly name: string;
  readonly own_name: string;
  readonly network_name: string;
  readonly tune_name: string;
  readonly status: string;
  readonly invoca_id: string;
  readonly listed: number;
  readonly account: string;
  readonly account_currency: string;
  readonly origin: RecordOrigin | null;
  readonly own_status: PartnerStatus | '' | null;
  readonly ref_id: string | null;
  readonly time_zone: string | null;
  readonly contact_name: string | null;
  readonly contact_email: string | null;
  readonly contact_phone: string | null;
  readonly conventions: string | null;
  readonly note: string | null;
  readonly tune_network_id: number | null;
  readonly tune_status: string | null;
  readonly numbers: number;
}

/** Reads partners; `p` is the partner, `d` what the desk knows of it. */
export const SELECT_PARTNERS = `SELECT p.id, p.network_id, p.partner_id, p.name, p.own_name, p.network_name, p.tune_name,
    p.status, p.invoca_id, p.listed, w.name AS account, w.currency AS account_currency, d.origin, d.own_status, d.ref_id,
    d.time_zone, d.contact_name, d.contact_email, d.contact_phone, d.conventions, d.note, d.tune_network_id,
    d.tune_status, coalesce(n.numbers, 0) AS numbers
  FROM partners AS p JOIN networks AS w ON w.id = p.network_id
  LEFT JOIN partner_details AS d ON d.partner = p.id
  LEFT JOIN (SELECT network_id, partner_id, count(*) AS numbers FROM numbers WHERE state = 'active'
    GROUP BY network_id, partner_id) AS n ON n.network_id = p.network_id AND n.partner_id = p.partner_id`;

const conventions = z.array(subIdConvention);

/** Which sub id carries what, from its stored text. */
export function conventionsOf(stored: StoredPartner): SubIdConvention[] {
  return stored.conventions === null ? [] : conventions.parse(JSON.parse(stored.conventions));
}

/** A partner as the list shows it. */
export function partnerRowOf(stored: StoredPartner, sums: SumsByRecord): PartnerRow {
  return {
    id: stored.id,
    networkId: stored.network_id,
    networkName: stored.account,
    partnerId: stored.partner_id,
    name: stored.name,
    status: stored.own_status || stored.tune_status || stored.status,
    origin: originOf(stored),
    refId: stored.ref_id ?? '',
    timeZone: stored.time_zone ?? '',
    contactName: stored.contact_name ?? '',
    clickIdIn: conventionsOf(stored).find(({ meaning }) => meaning === 'click_id')?.name ?? null,
    numbers: stored.numbers,
    conversions: sums.of([{ networkId: stored.network_id, id: stored.partner_id }]),
  };
}

/** A partner as a person would see it in its form. */
export function partnerDraftOf(stored: StoredPartner): PartnerDraft {
  return {
    id: stored.id,
    networkId: stored.network_id,
    partnerId: stored.partner_id,
    name: stored.name,
    status: stored.own_status || null,
    refId: stored.ref_id ?? '',
    timeZone: stored.time_zone ?? '',
    contactName: stored.contact_name ?? '',
    contactEmail: stored.contact_email ?? '',
    contactPhone: stored.contact_phone ?? '',
    conventions: conventionsOf(stored),
    note: stored.note ?? '',
  };
}
