import { type NumberOrder, type NumberWish, orderFaults } from '#shared/domain/number-order.ts';

/** One value of custom data as it is typed. */
export interface CustomRow {
  readonly id: number;
  readonly name: string;
  readonly value: string;
}

/** What is asked for with a promo number, as it is typed. */
export interface OrderForm {
  readonly description: string;
  readonly mediaType: string;
  readonly wish: NumberWish['kind'];
  readonly areaCode: string;
  readonly only: boolean;
  readonly zip: string;
  readonly city: string;
  readonly state: string;
  readonly custom: readonly CustomRow[];
}

export const EMPTY_ORDER: OrderForm = {
  description: '',
  mediaType: 'Online: Other',
  wish: 'toll_free',
  areaCode: '',
  only: false,
  zip: '',
  city: '',
  state: '',
  custom: [{ id: 0, name: 'aff_sub2', value: '' }],
};

/** A form that shows what is stored with a number. */
export function formOfNumber(row: {
  readonly description: string;
  readonly mediaType: string;
  readonly customData: Readonly<Record<string, string>>;
}): OrderForm {
  const custom = Object.entries(row.customData).map(([name, value], id) => ({ id, name, value }));
  return { ...EMPTY_ORDER, description: row.description, mediaType: row.mediaType, custom };
}

/** The wish a form stands for. */
export function wishOf(form: OrderForm): NumberWish {
  switch (form.wish) {
    case 'toll_free':
      return { kind: 'toll_free' };
    case 'area':
      return { kind: 'area', areaCode: form.areaCode.trim(), only: form.only };
    case 'zip':
      return { kind: 'zip', zip: form.zip.trim() };
    case 'city':
      return { kind: 'city', city: form.city.trim(), state: form.state.trim().toUpperCase() };
  }
}

/** Custom data of the rows; a row without a value is none. */
export function customDataOf(rows: readonly CustomRow[]): Record<string, string> {
  return Object.fromEntries(
    rows.filter(({ value }) => value !== '').map(({ name, value }) => [name.trim(), value]),
  );
}

/** The order a form stands for. */
export function orderOf(form: OrderForm) {
  return {
    description: form.description.trim(),
    mediaType: form.mediaType,
    customData: customDataOf(form.custom),
    wish: wishOf(form),
  } satisfies NumberOrder;
}

/** What is wrong with an order, by the field it is typed in; a field nobody has touched yet says nothing. */
export function faultsAt(form: OrderForm): ReadonlyMap<string, string> {
  return new Map(orderFaults(orderOf(form)).map(({ field, message }) => [field, message]));
}
