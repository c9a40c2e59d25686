import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { LIMIT_BOUNDS } from '#shared/domain/receiver-limits.ts';
import { atOnceOf, perSecondOf, timeoutOf } from './receiver-form.ts';
import type { ReceiverForm } from './receiver-form.ts';

/** How hard the receiver is pressed, and how long its answer is waited for. */
export function LimitFields(props: {
  readonly form: ReceiverForm;
  readonly onChange: (change: Partial<ReceiverForm>) => void;
}) {
  const { form, onChange } = props;
  const { perSecond, atOnce, timeoutMs } = LIMIT_BOUNDS;
  return (
    <div className="receiver-limits">
      <TextInput
        label={text.perSecond}
        hint={text.perSecondHint}
        error={
          perSecondOf(form.perSecond) === null
            ? text.perSecondWrong(String(perSecond.least), String(perSecond.most))
            : null
        }
        inputMode="decimal"
        maxLength={6}
        value={form.perSecond}
        onValue={(typed) => onChange({ perSecond: typed })}
      />
      <TextInput
        label={text.atOnce}
        hint={text.atOnceHint}
        error={
          atOnceOf(form.atOnce) === null ? text.atOnceWrong(String(atOnce.least), String(atOnce.most)) : null
        }
        inputMode="numeric"
        maxLength={3}
        value={form.atOnce}
        onValue={(typed) => onChange({ atOnce: typed })}
      />
      <TextInput
        label={text.timeout}
        hint={text.timeoutHint}
        error={
          timeoutOf(form.timeout) === null
            ? text.timeoutWrong(String(timeoutMs.least / 1000), String(timeoutMs.most / 1000))
            : null
        }
        inputMode="numeric"
        maxLength={3}
        value={form.timeout}
        onValue={(timeout) => onChange({ timeout })}
      />
    </div>
  );
}
