import { firstStartText as text } from '#renderer/app/messages/en/first-start.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import type { InvocaUser } from '#shared/ipc/networks.ts';
import type { FormField, InvocaForm } from './invoca-form.ts';

const USERS: readonly SelectOption<InvocaUser>[] = [
  { value: 'network', label: text.users.network },
  { value: 'advertiser', label: text.users.advertiser },
  { value: 'affiliate', label: text.users.affiliate },
];

export interface InvocaFieldsProps {
  readonly form: InvocaForm;
  /** What the name is for, where it names no workspace. */
  readonly nameHint?: string;
  readonly onChange: (change: Partial<InvocaForm>) => void;
  /** The field the last fault speaks of, and its sentence. */
  readonly faultField: FormField | null;
  readonly faultText: string | null;
  readonly keyring: boolean;
  /** The person agreed to keep the token without a keyring. */
  readonly keep: boolean;
  readonly onKeep: (keep: boolean) => void;
}

/** The fields that connecting an Invoca network takes, each with what was wrong with it. */
export function InvocaFields(props: InvocaFieldsProps) {
  const { form, onChange, keyring } = props;
  const errorAt = (field: FormField): string | null => (props.faultField === field ? props.faultText : null);
  return (
    <>
      <TextInput
        label={text.name}
        hint={props.nameHint ?? text.nameHint}
        placeholder={text.namePlaceholder}
        error={errorAt('name')}
        value={form.name}
        maxLength={60}
        autoFocus
        onValue={(name) => onChange({ name })}
      />
      <TextInput
        label={text.baseUrl}
        hint={text.baseUrlHint}
        error={errorAt('baseUrl')}
        value={form.baseUrl}
        maxLength={300}
        mono
        inputMode="url"
        onValue={(baseUrl) => onChange({ baseUrl })}
      />
      <div className="connect-pair">
        <Select
          label={text.user}
          value={form.user}
          options={USERS}
          error={errorAt('user')}
          onValue={(user) => onChange({ user })}
        />
        <TextInput
          label={text.organisationId[form.user]}
          error={errorAt('organisationId')}
          value={form.organisationId}
          maxLength={64}
          mono
          onValue={(organisationId) => onChange({ organisationId })}
        />
      </div>
      <div className="connect-pair">
        <TextInput
          label={text.token}
          hint={keyring ? text.tokenHint : undefined}
          error={errorAt('token')}
          type="password"
          value={form.token}
          maxLength={500}
          mono
          onValue={(token) => onChange({ token })}
        />
        <TextInput
          label={text.currency}
          hint={text.currencyHint}
          error={errorAt('currency')}
          value={form.currency}
          maxLength={3}
          mono
          onValue={(currency) => onChange({ currency: currency.toUpperCase() })}
        />
      </div>
      {!keyring && <KeepWithoutKeyring keep={props.keep} onKeep={props.onKeep} />}
    </>
  );
}
