import { Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { AD_PLACEHOLDERS, type AdCopyFault, type AdPlaceholder } from '#shared/domain/ad-copy.ts';
import type { RecipientRow } from '#shared/ipc/send-lists.ts';
import { CopyPreview } from './copy-preview.tsx';
import type { CopyForm, ListForm } from './list-form.ts';

const OF_LABEL: readonly AdCopyFault['code'][] = [
  'no_label',
  'label_too_long',
  'label_repeated',
  'several_lines_in_label',
];

/** One version of the message: its label, weight and text, and what recipients will see. */
export function CopyEditor(props: {
  readonly copy: CopyForm;
  readonly place: number;
  readonly share: number;
  readonly faults: readonly AdCopyFault[];
  readonly frozen: boolean;
  readonly alone: boolean;
  readonly recipients: readonly RecipientRow[];
  readonly form: ListForm;
  readonly onChange: (part: Partial<CopyForm>) => void;
  readonly onRemove: () => void;
}) {
  const { copy, place, faults, frozen, alone, onChange } = props;
  const area = useRef<HTMLTextAreaElement>(null);
  const [touched, setTouched] = useState(copy.text !== '');
  const faultOf = (codes: readonly AdCopyFault['code'][]): string | null =>
    faults.find(({ code }) => codes.includes(code))?.message ?? null;
  const insert = (name: AdPlaceholder): void => {
    const { selectionStart = copy.text.length, selectionEnd = copy.text.length } = area.current ?? {};
    const placeholder = `{${name}}`;
    setTouched(true);
    onChange({ text: copy.text.slice(0, selectionStart) + placeholder + copy.text.slice(selectionEnd) });
    area.current?.focus();
  };
  const textFault = touched ? faultOf(['no_text', 'no_number', 'unknown_placeholder']) : null;
  return (
    <section className="copy" aria-label={text.copyLabel(place + 1)}>
      <div className="copy-head">
        <TextInput
          label={text.label}
          hint={place === 0 ? text.labelHint : undefined}
          error={faultOf(OF_LABEL)}
          value={copy.label}
          maxLength={300}
          disabled={frozen}
          onValue={(label) => onChange({ label })}
        />
        <TextInput
          label={text.weight}
          hint={alone ? undefined : text.shareOf(text.share(String(Math.round(props.share))))}
          error={faultOf(['bad_weight'])}
          value={copy.weight}
          inputMode="numeric"
          maxLength={4}
          disabled={frozen}
          onValue={(weight) => onChange({ weight })}
        />
        {!alone && !frozen && (
          <IconButton
            label={text.removeCopy(copy.label)}
            icon={<Trash2 size={14} aria-hidden />}
            onClick={props.onRemove}
          />
        )}
      </div>
      <TextArea
        ref={area}
        label={text.text}
        error={textFault}
        value={copy.text}
        rows={3}
        maxLength={5000}
        disabled={frozen}
        onBlur={() => setTouched(true)}
        onValue={(next) => onChange({ text: next })}
      />
      {!frozen && (
        <div className="placeholders">
          {AD_PLACEHOLDERS.map((name) => (
            <Button key={name} size="small" aria-label={text.insert(name)} onClick={() => insert(name)}>
              <span className="mono">{`{${name}}`}</span>
            </Button>
          ))}
        </div>
      )}
      {copy.text.trim() !== '' && (
        <CopyPreview words={copy.text} form={props.form} recipients={props.recipients} />
      )}
    </section>
  );
}
