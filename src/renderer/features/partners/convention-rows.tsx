import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SUB_ID_NAMES } from '#shared/domain/sub-ids.ts';
import type { SubIdMeaning } from '#shared/ipc/partners.ts';
import type { PartnerForm } from './partner-form.ts';

const MEANINGS: readonly SubIdMeaning[] = [
  'click_id',
  'campaign',
  'ad_group',
  'keyword',
  'creative',
  'placement',
  'traffic_source',
  'other',
];

/** What a partner carries in each sub id, and what they call it themselves. */
export function ConventionRows(props: {
  readonly carried: PartnerForm['carried'];
  readonly error: string | null;
  readonly onCarried: (carried: PartnerForm['carried']) => void;
}) {
  const { carried, error, onCarried } = props;
  return (
    <fieldset className="records-rows">
      <legend>{text.conventions}</legend>
      <p className="muted">{text.conventionsHint}</p>
      {error !== null && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      {SUB_ID_NAMES.map((name) => (
        <div key={name} className="records-row">
          <Select
            label={text.meaningOf(name)}
            value={carried[name].meaning}
            options={[
              { value: 'nothing' as const, label: text.nothing },
              ...MEANINGS.map((meaning) => ({ value: meaning, label: text.meanings[meaning] })),
            ]}
            onValue={(meaning) => onCarried({ ...carried, [name]: { ...carried[name], meaning } })}
          />
          {carried[name].meaning !== 'nothing' && (
            <TextInput
              label={text.labelOf(name)}
              value={carried[name].label}
              maxLength={60}
              onValue={(label) => onCarried({ ...carried, [name]: { ...carried[name], label } })}
            />
          )}
        </div>
      ))}
    </fieldset>
  );
}
