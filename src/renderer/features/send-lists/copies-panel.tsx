import { Plus } from 'lucide-react';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { RecipientRow } from '#shared/ipc/send-lists.ts';
import { CopyEditor } from './copy-editor.tsx';
import { copiesOf, type CopyForm, type FormFaults, type ListForm, nextLabel, sharesOf } from './list-form.ts';

/** The versions of the message, how recipients are divided among them, and each as its recipients will see it. */
export function CopiesPanel(props: {
  readonly form: ListForm;
  readonly faults: FormFaults;
  readonly frozen: boolean;
  readonly recipients: readonly RecipientRow[];
  readonly onChange: (part: Partial<ListForm>) => void;
}) {
  const { form, faults, frozen, recipients, onChange } = props;
  const { copies } = form;
  const shares = sharesOf(copiesOf(form));
  const changeCopy = (key: string, part: Partial<CopyForm>): void =>
    onChange({ copies: copies.map((copy) => (copy.key === key ? { ...copy, ...part } : copy)) });
  const add = (): void => {
    const key = String(1 + copies.reduce((most, copy) => Math.max(most, Number(copy.key)), 0));
    onChange({ copies: [...copies, { key, label: nextLabel(copies), text: '', weight: '1' }] });
  };
  return (
    <Panel
      title={text.copies}
      actions={
        !frozen && (
          <Button size="small" onClick={add}>
            <Plus size={13} aria-hidden />
            {text.addCopy}
          </Button>
        )
      }
    >
      <div className="copies">
        {copies.map((copy, place) => (
          <CopyEditor
            key={copy.key}
            copy={copy}
            place={place}
            share={shares[place] ?? 0}
            faults={faults.copies[place] ?? []}
            frozen={frozen}
            alone={copies.length === 1}
            recipients={recipients}
            form={form}
            onChange={(part) => changeCopy(copy.key, part)}
            onRemove={() => onChange({ copies: copies.filter((one) => one !== copy) })}
          />
        ))}
        {copies.length > 1 && !frozen && (
          <div className="copies-split">
            <p className="field-label">{text.split}</p>
            <RadioGroup
              label={text.split}
              value={form.split}
              options={[
                { value: 'fixed', label: text.splitFixed, hint: text.splitFixedHint },
                { value: 'weighted', label: text.splitWeighted, hint: text.splitWeightedHint },
              ]}
              onValue={(split) => onChange({ split })}
            />
          </div>
        )}
      </div>
    </Panel>
  );
}
