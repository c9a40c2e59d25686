import type { PracticeWorld, PromoNumber } from '../world/practice-world.ts';
import { notFound, recordInvalid } from './answers.ts';
import type { NumberOrder } from './number-order.ts';
import { ownerOf, requireRelation, type Owner } from './owners.ts';

/** How a path names a number: by the client's own id, or by its ten digits. */
export type NumberAddress = 'id' | 'number';

/**
 * What a POST with an `id_from_network` already in use does, which Invoca leaves open: make another number
 * under the same id, answer with the existing one, or refuse.
 */
export type DuplicateIdRule = 'another' | 'existing' | 'refused';

/** Issues, changes and takes back promo numbers. */
export interface NumberDesk {
  duplicateIds: DuplicateIdRule;
  /** The numbers of a campaign, or of a partner on it, oldest first. */
  list(owner: Owner): PromoNumber[];
  /** One number; throws 404. With several under one id the newest. */
  read(owner: Owner, address: NumberAddress, key: string): PromoNumber;
  /** Issues a new number on every call; throws 403 RecordInvalid when the campaign allows none. */
  create(owner: Owner, order: NumberOrder): PromoNumber;
  /** Changes or moves a number. */
  update(number: PromoNumber, order: NumberOrder): PromoNumber;
  /** Takes a number back; nothing happens when there is none. */
  remove(owner: Owner, address: NumberAddress, key: string): void;
}

/** Makes the desk over the numbers of a world. */
export function createNumberDesk(world: PracticeWorld): NumberDesk {
  const numbers = world.promoNumbers;

  function list({ offer, partner }: Owner): PromoNumber[] {
    return numbers.filter((number) => number.offer === offer && number.partner === partner);
  }

  function find(owner: Owner, address: NumberAddress, key: string): PromoNumber | undefined {
    return list(owner).findLast(
      (number) => (address === 'id' ? number.idFromNetwork : number.number) === key,
    );
  }

  function requireRoom(owner: Owner): void {
    if (owner.partner === undefined) return;
    const relation = requireRelation(owner);
    if (relation.status !== 'Approved') {
      throw recordInvalid(`Affiliate campaign is ${relation.status}, promo numbers need Approved.`);
    }
    if (list(owner).length >= relation.maxPromoNumbers) {
      throw recordInvalid(`Maximum of ${relation.maxPromoNumbers} promo numbers reached.`);
    }
  }

  function issue(owner: Owner, order: NumberOrder): PromoNumber {
    requireRoom(owner);
    const digits = world.supply.take(order.wish);
    if (digits === undefined) throw recordInvalid('No promo numbers are available.');
    const id = world.nextId();
    const number: PromoNumber = {
      id,
      idFromNetwork: order.idFromNetwork ?? String(id),
      number: digits,
      advertiser: owner.advertiser,
      offer: owner.offer,
      partner: owner.partner,
      description: order.description,
      mediaType: order.mediaType,
      customData: order.customData ?? {},
    };
    numbers.push(number);
    return number;
  }

  function moveTarget(number: PromoNumber, order: NumberOrder): Owner {
    const { advertiser, campaign, affiliate } = order.destination;
    if (advertiser === undefined && campaign === undefined && affiliate === undefined) {
      return { ...number, relation: undefined };
    }
    if (advertiser === undefined || campaign === undefined) {
      throw recordInvalid('Destination advertiser and advertiser campaign must be given together.');
    }
    const target = ownerOf(world, {
      advertiser,
      campaign,
      affiliate: affiliate ?? number.partner?.idFromNetwork,
    });
    requireRoom(target);
    return target;
  }

  return {
    duplicateIds: 'another',
    list,
    read(owner, address, key) {
      const number = find(owner, address, key);
      if (number !== undefined) return number;
      throw notFound(
        `Could not find PromoNumber ${key} for advertiser campaign ${owner.offer.idFromNetwork}`,
      );
    },
    create(owner, order) {
      const { idFromNetwork } = order;
      const existing = idFromNetwork === undefined ? undefined : find(owner, 'id', idFromNetwork);
      if (existing !== undefined && this.duplicateIds === 'existing') return existing;
      if (existing !== undefined && this.duplicateIds === 'refused') {
        throw recordInvalid(
          `Validation failed: id_from_network ${existing.idFromNetwork} has already been taken`,
        );
      }
      return issue(owner, order);
    },
    update(number, order) {
      const { advertiser, offer, partner } = moveTarget(number, order);
      const changed: PromoNumber = {
        ...number,
        advertiser,
        offer,
        partner,
        description: order.description,
        mediaType: order.mediaType,
        customData: order.customData ?? number.customData,
      };
      numbers.splice(numbers.indexOf(number), 1, changed);
      return changed;
    },
    remove(owner, address, key) {
      const number = find(owner, address, key);
      if (number !== undefined) numbers.splice(numbers.indexOf(number), 1);
    },
  };
}
