import { countText } from '#renderer/app/format/count.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { type StartChoice, startOfForm, type TemplateForm } from './template-form.ts';
import { inputOfInstant } from './wall-clock-input.ts';

/**
 * From which calls on the template owes deliveries. Nothing that happened before fires unless the person chooses
 * an earlier start, and then the screen says how many deliveries that would send.
 */
export function TemplateStart(props: {
  readonly form: TemplateForm;
  readonly onChange: (change: Partial<TemplateForm>) => void;
  /** How many deliveries saving would send at once; undefined while that is not known, or when none can be. */
  readonly wouldOwe: number | undefined;
}) {
  const { form, onChange, wouldOwe } = props;
  const zone = useTimeZone();
  const choices: { readonly value: StartChoice; readonly label: string }[] = [
    ...(form.keptStart === null
      ? []
      : [{ value: 'kept' as const, label: text.startKept(instantText(form.keptStart, zone)) }]),
    { value: 'now', label: text.startNow },
    { value: 'chosen', label: text.startChosen },
  ];
  return (
    <div className="template-start">
      <RadioGroup
        label={text.start}
        value={form.start}
        options={choices}
        onValue={(start) =>
          onChange({
            start,
            ...(start === 'chosen' && form.chosenStart === ''
              ? { chosenStart: inputOfInstant(Date.now(), zone) }
              : {}),
          })
        }
      />
      {form.start === 'chosen' && (
        <TextInput
          type="datetime-local"
          label={text.startAt(zone)}
          error={startOfForm(form, zone) === null ? text.startMissing : null}
          value={form.chosenStart}
          onValue={(chosenStart) => onChange({ chosenStart })}
        />
      )}
      {wouldOwe !== undefined && wouldOwe > 0 && (
        <Note>
          <p className="strong">{text.consequence(wouldOwe, countText(wouldOwe))}</p>
          <p>{text.consequenceText}</p>
        </Note>
      )}
      {wouldOwe === 0 && form.start !== 'now' && <p className="muted">{text.noConsequence}</p>}
    </div>
  );
}
