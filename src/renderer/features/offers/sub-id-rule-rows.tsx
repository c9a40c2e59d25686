import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { OfferForm, RuleUse } from './offer-form.ts';

const USES: readonly RuleUse[] = ['free', 'required', 'forbidden', 'fixed'];

/** What partners may carry in each sub id of an offer. */
export function SubIdRuleRows(props: {
  readonly rules: OfferForm['rules'];
  readonly error: string | null;
  readonly onRules: (rules: OfferForm['rules']) => void;
}) {
  const { rules, error, onRules } = props;
  return (
    <fieldset className="records-rows">
      <legend>{text.subIdRules}</legend>
      <p className="muted">{text.subIdRulesHint}</p>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <div className="records-five">
        {SUB_ID_NAMES.map((name) => (
          <div key={name} className="records-form">
            <Select
              label={<span className="mono">{name}</span>}
              value={rules[name].use}
              options={USES.map((use) => ({ value: use, label: text.rules[use] }))}
              onValue={(use) => onRules({ ...rules, [name]: { ...rules[name], use } })}
            />
            {rules[name].use === 'fixed' && (
              <TextInput
                label={text.valueOf(name)}
                value={rules[name].value}
                maxLength={500}
                onValue={(value) => onRules({ ...rules, [name]: { ...rules[name], value } })}
              />
            )}
          </div>
        ))}
      </div>
    </fieldset>
  );
}
