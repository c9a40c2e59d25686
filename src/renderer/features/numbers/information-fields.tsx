import { Plus, X } from 'lucide-react';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { SESSION_LIMITS } from '#shared/domain/session-limits.ts';
import {
  faultsOf,
  informationOf,
  type InformationForm,
  RESERVED_NAMES,
  withNewRow,
  withoutRow,
  withRow,
} from './information-form.ts';

/** Keywords and named values, checked against the network's limits as they are typed. */
export function InformationFields(props: {
  readonly form: InformationForm;
  readonly onForm: (form: InformationForm) => void;
}) {
  const { form, onForm } = props;
  const faults = faultsOf(form);
  const taken = form.rows.map(({ name }) => name.trim());
  const { keywords, fields } = informationOf(form);
  const bytes = new TextEncoder().encode([...keywords, ...Object.values(fields)].join('')).byteLength;
  return (
    <>
      <TextArea
        label={text.keywordsField}
        hint={text.keywordsHint}
        error={faults.keywords}
        value={form.keywords}
        rows={3}
        onValue={(typed) => onForm({ ...form, keywords: typed })}
      />
      <fieldset className="information-rows">
        <legend>{text.fieldsField}</legend>
        {form.rows.map((row, index) => (
          <div key={row.id} className="information-row">
            <Combobox
              label={<span className="visually-hidden">{text.fieldNameOf(index + 1)}</span>}
              placeholder={text.fieldName}
              mono
              options={RESERVED_NAMES.filter((name) => name === row.name || !taken.includes(name)).map(
                (name) => ({ value: name, label: name, detail: text.reserved[name] ?? '' }),
              )}
              value={row.name}
              error={faults.names.get(row.id)}
              onValue={(name) => onForm(withRow(form, row.id, { name }))}
            />
            <TextInput
              label={<span className="visually-hidden">{text.fieldValueOf(index + 1)}</span>}
              placeholder={text.fieldValue}
              value={row.value}
              error={faults.values.get(row.id)}
              onValue={(value) => onForm(withRow(form, row.id, { value }))}
            />
            <IconButton
              label={text.removeField(row.name || String(index + 1))}
              icon={<X size={14} aria-hidden />}
              onClick={() => onForm(withoutRow(form, row.id))}
            />
          </div>
        ))}
        <p className="information-foot">
          <Button size="small" onClick={() => onForm(withNewRow(form))}>
            <Plus size={13} aria-hidden />
            {text.addField}
          </Button>
          <span className="faint number">{text.bytes(bytes, SESSION_LIMITS.informationBytes)}</span>
        </p>
        {faults.whole !== null && (
          <p className="field-error" role="alert">
            {faults.whole}
          </p>
        )}
      </fieldset>
    </>
  );
}
