import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { Button } from '#renderer/ui/button.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { READY_RULES, ruleFaults } from '#shared/domain/acceptance-rule.ts';
import type { AnswerCondition } from '#shared/domain/acceptance-rule.ts';
import { ConditionRow } from './condition-row.tsx';
import { emptyCondition, ruleOfForm } from './receiver-form.ts';
import type { ReceiverForm, RuleChoice } from './receiver-form.ts';
import { TryRule } from './try-rule.tsx';

const RULES: readonly RuleChoice[] = [...READY_RULES, 'own'];
const MOST_CONDITIONS = 10;

/** When an answer means that the receiver took the postback: a ready rule or conditions, tried on an answer. */
export function AcceptanceEditor(props: {
  readonly receiver: string;
  readonly form: ReceiverForm;
  readonly onChange: (change: Partial<ReceiverForm>) => void;
}) {
  const { receiver, form, onChange } = props;
  const rule = ruleOfForm(form);
  const faults = [...new Set(ruleFaults(rule))];
  return (
    <div className="acceptance">
      <RadioGroup
        label={text.rule}
        value={form.rule}
        options={RULES.map((value) => ({ value, label: text.rules[value] }))}
        onValue={(chosen) => onChange({ rule: chosen })}
      />
      <p className="muted">{text.ruleHint}</p>
      {form.rule === 'own' && (
        <>
          <Conditions
            title={text.acceptedWhen}
            add={text.addAccepted}
            begin={emptyCondition('body_contains')}
            conditions={form.accepted}
            onConditions={(accepted) => onChange({ accepted })}
          />
          <Conditions
            title={text.refusedWhen}
            add={text.addRefused}
            begin={emptyCondition('body_contains')}
            conditions={form.refused}
            onConditions={(refused) => onChange({ refused })}
          />
          {faults.length > 0 && (
            <div className="field-error" role="alert">
              {faults.map((fault) => (
                <p key={fault}>{fault}</p>
              ))}
            </div>
          )}
        </>
      )}
      <TryRule receiver={receiver} rule={faults.length === 0 ? rule : null} />
    </div>
  );
}

function Conditions(props: {
  readonly title: string;
  readonly add: string;
  readonly begin: AnswerCondition;
  readonly conditions: readonly AnswerCondition[];
  readonly onConditions: (conditions: readonly AnswerCondition[]) => void;
}) {
  const { conditions, onConditions } = props;
  return (
    <fieldset className="conditions">
      <legend className="part-title">{props.title}</legend>
      {conditions.length === 0 && <p className="muted">{text.noConditions}</p>}
      {conditions.map((condition, place) => (
        <ConditionRow
          // A condition has no identity but its place.
          key={`${place}`}
          condition={condition}
          onCondition={(next) => onConditions(conditions.with(place, next))}
          onRemove={() => onConditions(conditions.toSpliced(place, 1))}
        />
      ))}
      {conditions.length < MOST_CONDITIONS && (
        <Button size="small" onClick={() => onConditions([...conditions, props.begin])}>
          {props.add}
        </Button>
      )}
    </fieldset>
  );
}
