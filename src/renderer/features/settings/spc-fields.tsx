import { spcText as text } from '#renderer/app/messages/en/spc.ts';
import '#renderer/features/first-start/first-start.css';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import { SPC_NAMESPACE } from '#shared/domain/spc-endpoint.ts';
import type { SpcDraft } from '#shared/ipc/spc-networks.ts';
import { KeepWithoutKeyring } from './keep-without-keyring.tsx';
import { faultAsTyped, type SpcField } from './spc-form.ts';

/** The fields that connecting an SPC account takes, each with what is wrong with it. */
export function SpcFields(props: {
  readonly form: SpcDraft;
  readonly onChange: (change: Partial<SpcDraft>) => void;
  readonly nameHint: string;
  /** Says when the key may be left empty. */
  readonly keyHint: string;
  readonly faultField: SpcField | null;
  readonly faultText: string | null;
  readonly keyring: boolean;
  readonly keep: boolean;
  readonly onKeep: (keep: boolean) => void;
}) {
  const { form, onChange } = props;
  const errorAt = (field: SpcField): string | null =>
    faultAsTyped(form, field) ?? (props.faultField === field ? props.faultText : null);
  return (
    <>
      <TextInput
        label={text.name}
        hint={props.nameHint}
        error={errorAt('name')}
        value={form.name}
        maxLength={60}
        autoFocus
        onValue={(name) => onChange({ name })}
      />
      <TextInput
        label={text.endpoint}
        hint={text.endpointHint}
        error={errorAt('endpoint')}
        value={form.endpoint}
        maxLength={300}
        mono
        inputMode="url"
        onValue={(endpoint) => onChange({ endpoint })}
      />
      <div className="connect-pair">
        <TextInput
          label={text.apiUser}
          error={errorAt('apiUser')}
          value={form.apiUser}
          maxLength={100}
          mono
          onValue={(apiUser) => onChange({ apiUser })}
        />
        <TextInput
          label={text.apiKey}
          hint={props.keyHint}
          error={errorAt('apiKey')}
          type="password"
          value={form.apiKey}
          maxLength={500}
          mono
          onValue={(apiKey) => onChange({ apiKey })}
        />
      </div>
      <div className="connect-pair">
        <TextInput
          label={text.customerId}
          hint={text.customerIdHint}
          error={errorAt('customerId')}
          value={form.customerId}
          maxLength={64}
          mono
          onValue={(customerId) => onChange({ customerId })}
        />
        <Select
          label={text.authentication}
          value={form.authentication}
          options={[
            { value: 'username_token', label: text.usernameToken },
            { value: 'basic', label: text.basic },
          ]}
          error={errorAt('authentication')}
          onValue={(authentication) => onChange({ authentication })}
        />
      </div>
      <TextInput
        label={text.namespace}
        hint={text.namespaceHint}
        placeholder={SPC_NAMESPACE}
        error={errorAt('namespace')}
        value={form.namespace}
        maxLength={300}
        mono
        onValue={(namespace) => onChange({ namespace })}
      />
      <Checkbox
        label={text.extensions}
        hint={text.extensionsHint}
        checked={form.extensions}
        onChecked={(extensions) => onChange({ extensions })}
      />
      {!props.keyring && form.apiKey !== '' && <KeepWithoutKeyring keep={props.keep} onKeep={props.onKeep} />}
    </>
  );
}
