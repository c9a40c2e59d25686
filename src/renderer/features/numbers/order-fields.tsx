import { Plus, X } from 'lucide-react';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { MEDIA_TYPES } from '#shared/domain/media-types.ts';
import type { NumberWish } from '#shared/domain/number-order.ts';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import { type CustomRow, faultsAt, type OrderForm } from './order-form.ts';

const WISHES: readonly NumberWish['kind'][] = ['toll_free', 'area', 'zip', 'city'];

/** What is asked for with promo numbers: description, media type, custom data and, for new ones, which number. */
export function OrderFields(props: {
  readonly form: OrderForm;
  readonly onForm: (form: OrderForm) => void;
  /** A number that is there already cannot be another one. */
  readonly fixedNumber?: boolean;
}) {
  const { form, onForm } = props;
  const faults = faultsAt(form);
  return (
    <>
      <div className="numbers-pair">
        <TextInput
          label={text.descriptionField}
          hint={props.fixedNumber ? undefined : text.descriptionHint}
          error={form.description === '' ? null : faults.get('description')}
          value={form.description}
          maxLength={255}
          onValue={(description) => onForm({ ...form, description })}
        />
        <Select
          label={text.mediaField}
          value={form.mediaType}
          error={faults.get('mediaType')}
          options={MEDIA_TYPES.map((value) => ({ value: value as string, label: value }))}
          onValue={(mediaType) => onForm({ ...form, mediaType })}
        />
      </div>
      {!props.fixedNumber && <WishFields form={form} fault={faults.get('wish') ?? null} onForm={onForm} />}
      <CustomFields rows={form.custom} faults={faults} onRows={(custom) => onForm({ ...form, custom })} />
    </>
  );
}

/** Which number is wanted: toll-free, or a local one. */
export function WishFields(props: {
  readonly form: OrderForm;
  readonly fault: string | null;
  readonly onForm: (form: OrderForm) => void;
}) {
  const { form, onForm } = props;
  const typed = { toll_free: '', area: form.areaCode, zip: form.zip, city: form.city + form.state }[
    form.wish
  ];
  const error = typed === '' ? null : props.fault;
  return (
    <div className="numbers-pair">
      <Select
        label={text.wishField}
        value={form.wish}
        options={WISHES.map((value) => ({ value, label: text.wishes[value] }))}
        onValue={(wish) => onForm({ ...form, wish })}
      />
      {form.wish === 'area' && (
        <div className="numbers-hold">
          <TextInput
            label={text.areaCode}
            error={error}
            value={form.areaCode}
            maxLength={3}
            inputMode="numeric"
            onValue={(areaCode) => onForm({ ...form, areaCode })}
          />
          <Checkbox
            label={text.areaOnly}
            checked={form.only}
            onChecked={(only) => onForm({ ...form, only })}
          />
        </div>
      )}
      {form.wish === 'zip' && (
        <TextInput
          label={text.zip}
          error={error}
          value={form.zip}
          maxLength={5}
          inputMode="numeric"
          onValue={(zip) => onForm({ ...form, zip })}
        />
      )}
      {form.wish === 'city' && (
        <div className="numbers-hold">
          <TextInput
            label={text.city}
            error={error}
            value={form.city}
            maxLength={80}
            onValue={(city) => onForm({ ...form, city })}
          />
          <TextInput
            label={text.state}
            value={form.state}
            maxLength={2}
            onValue={(state) => onForm({ ...form, state })}
          />
        </div>
      )}
    </div>
  );
}

/** Named values that calls bring back, or that a visit is lent a number for. */
export function CustomFields(props: {
  readonly rows: readonly CustomRow[];
  readonly faults: ReadonlyMap<string, string>;
  readonly legend?: string;
  readonly onRows: (rows: readonly CustomRow[]) => void;
}) {
  const { rows, faults, onRows } = props;
  const change = (id: number, next: Partial<CustomRow>): void =>
    onRows(rows.map((row) => (row.id === id ? { ...row, ...next } : row)));
  const nextId = rows.reduce((last, row) => Math.max(last, row.id + 1), 0);
  return (
    <fieldset className="information-rows">
      <legend>{props.legend ?? text.customField}</legend>
      <p className="field-hint">{text.customHint}</p>
      {rows.map((row, index) => (
        <div key={row.id} className="information-row">
          <Combobox
            label={<span className="visually-hidden">{text.customName(index + 1)}</span>}
            mono
            options={SUB_ID_NAMES.map((name) => ({ value: name, label: name, detail: '' }))}
            value={row.name}
            onValue={(name) => change(row.id, { name })}
          />
          <TextInput
            label={<span className="visually-hidden">{text.customValue(index + 1)}</span>}
            error={faults.get(`customData.${row.name.trim()}`)}
            value={row.value}
            onValue={(value) => change(row.id, { value })}
          />
          <IconButton
            label={text.removeCustom(row.name || String(index + 1))}
            icon={<X size={14} aria-hidden />}
            onClick={() => onRows(rows.filter(({ id }) => id !== row.id))}
          />
        </div>
      ))}
      <p className="information-foot">
        <Button size="small" onClick={() => onRows([...rows, { id: nextId, name: '', value: '' }])}>
          <Plus size={13} aria-hidden />
          {text.addCustom}
        </Button>
      </p>
    </fieldset>
  );
}
