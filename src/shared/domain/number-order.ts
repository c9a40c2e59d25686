import { mediaTypeOf } from './media-types.ts';
import { SUB_ID_NAMES } from './sub-ids.ts';

/** Which number is wanted (invoca.md 5.2). The network chooses; nothing local means toll-free. */
export type NumberWish =
  | { readonly kind: 'toll_free' }
  /** An area code; with `only`, no other one will do. */
  | { readonly kind: 'area'; readonly areaCode: string; readonly only: boolean }
  | { readonly kind: 'zip'; readonly zip: string }
  | { readonly kind: 'city'; readonly city: string; readonly state: string };

/** What is asked for with a promo number, beside where it is for. */
export interface NumberOrder {
  readonly description: string;
  readonly mediaType: string;
  readonly customData: Readonly<Record<string, string>>;
  readonly wish: NumberWish;
}

/** The fields of an order a message can point at; custom data by its name. */
export type OrderField = 'description' | 'mediaType' | 'wish' | `customData.${string}`;

/** What is wrong with an order, and where. */
export interface OrderFault {
  readonly field: OrderField;
  readonly message: string;
}

const LONGEST_DESCRIPTION = 255;
const LONGEST_NAME = 255;
const LONGEST_VALUE = 10_000;
/** TUNE cuts longer sub ids off (tune.md 2.1). */
const LONGEST_SUB_ID = 500;

/** A number that asks for no place. */
export const TOLL_FREE: NumberWish = { kind: 'toll_free' };

/** Everything that is wrong with an order; empty when the network may be asked. */
export function orderFaults(order: NumberOrder): readonly OrderFault[] {
  const faults: OrderFault[] = [];
  const fault = (field: OrderField, message: string): void => void faults.push({ field, message });
  if (order.description.trim() === '') fault('description', 'A number needs a description.');
  else if (order.description.length > LONGEST_DESCRIPTION) {
    fault('description', `A description has at most ${LONGEST_DESCRIPTION} characters.`);
  }
  if (order.mediaType.trim() === '') fault('mediaType', 'A number needs a media type.');
  else if (mediaTypeOf(order.mediaType) === null) {
    fault('mediaType', `“${order.mediaType}” is not one of the network’s media types.`);
  }
  const wish = wishFault(order.wish);
  if (wish !== null) fault('wish', wish);
  for (const [name, value] of Object.entries(order.customData)) {
    const message = customDataFault(name, value);
    if (message !== null) fault(`customData.${name}`, message);
  }
  return faults;
}

function wishFault(wish: NumberWish): string | null {
  switch (wish.kind) {
    case 'toll_free':
      return null;
    case 'area':
      return /^[2-9]\d\d$/.test(wish.areaCode)
        ? null
        : `“${wish.areaCode}” is not an area code of three digits.`;
    case 'zip':
      return /^\d{5}$/.test(wish.zip) ? null : `“${wish.zip}” is not a ZIP code of five digits.`;
    case 'city':
      if (wish.city.trim() === '') return 'Name the city.';
      return /^[A-Z]{2}$/.test(wish.state) ? null : `“${wish.state}” is not a state, such as CA.`;
  }
}

function customDataFault(name: string, value: string): string | null {
  if (name.trim() === '' || name.length > LONGEST_NAME) return 'A field of custom data needs a name.';
  if (name === 'aff_sub') return 'aff_sub is the network’s own; partners use aff_sub2 to aff_sub5.';
  const most = SUB_ID_NAMES.some((known) => known === name) ? LONGEST_SUB_ID : LONGEST_VALUE;
  return value.length > most ? `${name} has at most ${most} characters.` : null;
}
