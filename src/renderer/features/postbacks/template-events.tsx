import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { DELIVERY_EVENTS } from '#shared/domain/delivery-event.ts';
import { type TemplateForm, withEvent } from './template-form.ts';

/** What the template tells of. Approvals unless the person asks for more. */
export function TemplateEvents(props: {
  readonly form: TemplateForm;
  readonly onChange: (change: Partial<TemplateForm>) => void;
}) {
  const { form, onChange } = props;
  return (
    <div className="template-events">
      {DELIVERY_EVENTS.map((event) => (
        <Checkbox
          key={event}
          label={text.eventNames[event]}
          hint={text.eventHints[event]}
          checked={form.events.includes(event)}
          onChecked={(wanted) => onChange({ events: withEvent(form.events, event, wanted) })}
        />
      ))}
      {form.events.length === 0 && (
        <p className="field-error" role="alert">
          {text.noEvent}
        </p>
      )}
      <Switch
        label={text.onlyWithPayout}
        hint={text.onlyWithPayoutHint}
        checked={form.onlyWithPayout}
        onChecked={(onlyWithPayout) => onChange({ onlyWithPayout })}
      />
    </div>
  );
}
