import { linkBulkText as text } from '#renderer/app/messages/en/link-bulk.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { fillingFaults } from '#shared/domain/sub-id-filling.ts';
import { SUB_ID_NAMES, type SubIdName } from '#shared/domain/sub-ids.ts';
import { type FillingForm, type FillingsForm, fillingsOf } from './filling-form.ts';
import { toneOf } from './link-marks.ts';

const KINDS = (['none', 'fixed', 'list', 'column'] as const).map((value) => ({
  value,
  label: text.kinds[value],
}));
const TAKES = (['in_turn', 'each'] as const).map((value) => ({ value, label: text.takes[value] }));

/** How each sub id is filled: left empty, always the same, from a list, from a column of the file. */
export function FillingsEditor(props: {
  readonly form: FillingsForm;
  readonly onForm: (form: FillingsForm) => void;
  /** Columns that can be picked; without them any can be typed. */
  readonly columns?: readonly string[];
  /** Whether what is missing is said already. */
  readonly tried: boolean;
}) {
  const { form, onForm, columns = [], tried } = props;
  const faults = tried ? fillingFaults(fillingsOf(form)) : [];
  return (
    <div className="fillings">
      {SUB_ID_NAMES.map((name) => (
        <Filling
          key={name}
          name={name}
          form={form[name]}
          columns={columns}
          fault={faults.find((fault) => fault.name === name)?.message ?? null}
          onForm={(change) => onForm({ ...form, [name]: { ...form[name], ...change } })}
        />
      ))}
    </div>
  );
}

function Filling(props: {
  readonly name: SubIdName;
  readonly form: FillingForm;
  readonly columns: readonly string[];
  readonly fault: string | null;
  readonly onForm: (change: Partial<FillingForm>) => void;
}) {
  const { name, form, columns, fault, onForm } = props;
  return (
    <div className="filling" role="group" aria-label={name}>
      <span className="filling-name">
        <span className={`mono mark mark-${toneOf(name)}`}>{name}</span>
      </span>
      <Select
        label={<span className="visually-hidden">{text.kindOf(name)}</span>}
        value={form.kind}
        options={KINDS}
        onValue={(kind) => onForm({ kind })}
      />
      {form.kind === 'fixed' && (
        <TextInput
          label={<span className="visually-hidden">{text.valueOf(name)}</span>}
          error={fault}
          value={form.value}
          maxLength={2000}
          onValue={(value) => onForm({ value })}
        />
      )}
      {form.kind === 'list' && (
        <>
          <TextArea
            label={<span className="visually-hidden">{text.valuesOf(name)}</span>}
            error={fault}
            placeholder={text.onePerLine}
            rows={3}
            value={form.values}
            onValue={(values) => onForm({ values })}
          />
          <Select
            label={<span className="visually-hidden">{text.takeOf(name)}</span>}
            value={form.take}
            options={TAKES}
            onValue={(take) => onForm({ take })}
          />
        </>
      )}
      {form.kind === 'column' && (
        <>
          <Combobox
            label={<span className="visually-hidden">{text.columnNamed(name)}</span>}
            placeholder={text.columnHint}
            error={fault}
            value={form.column}
            options={columns.map((column) => ({ value: column, label: column }))}
            onValue={(column) => onForm({ column })}
          />
          <TextInput
            label={<span className="visually-hidden">{text.otherwiseOf(name)}</span>}
            placeholder={text.otherwiseHint}
            value={form.otherwise}
            maxLength={2000}
            onValue={(otherwise) => onForm({ otherwise })}
          />
        </>
      )}
    </div>
  );
}
