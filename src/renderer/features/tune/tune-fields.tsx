import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { KeepWithoutKeyring } from '#renderer/features/settings/keep-without-keyring.tsx';
import '#renderer/features/first-start/first-start.css';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { TuneDraft } from '#shared/ipc/tune.ts';
import { addressFault, type TuneField, withNetworkId } from './tune-form.ts';

/** The fields that connecting a TUNE network takes, each with what is wrong with it. */
export function TuneFields(props: {
  readonly form: TuneDraft;
  readonly onForm: (form: TuneDraft) => void;
  readonly nameHint: string;
  /** Says when the key may be left empty. */
  readonly keyHint: string;
  readonly faultField: TuneField | null;
  readonly faultText: string | null;
  /** Invoca networks it could count the calls of. */
  readonly invoca: readonly { readonly id: number; readonly name: string }[];
  readonly keyring: boolean;
  readonly keep: boolean;
  readonly onKeep: (keep: boolean) => void;
}) {
  const { form, onForm, invoca } = props;
  const set = (change: Partial<TuneDraft>): void => onForm({ ...form, ...change });
  const errorAt = (field: TuneField): string | null =>
    (field === 'baseUrl' ? addressFault(form) : null) ??
    (props.faultField === field ? props.faultText : null);
  return (
    <>
      <div className="connect-pair">
        <TextInput
          label={text.name}
          hint={props.nameHint}
          error={errorAt('name')}
          value={form.name}
          maxLength={60}
          autoFocus
          onValue={(name) => set({ name })}
        />
        <TextInput
          label={text.networkId}
          hint={text.networkIdHint}
          error={errorAt('networkId')}
          value={form.networkId}
          maxLength={63}
          mono
          onValue={(networkId) => onForm(withNetworkId(form, networkId))}
        />
      </div>
      <TextInput
        label={text.baseUrl}
        hint={text.baseUrlHint}
        error={errorAt('baseUrl')}
        value={form.baseUrl}
        maxLength={300}
        mono
        inputMode="url"
        onValue={(baseUrl) => set({ baseUrl })}
      />
      <TextInput
        label={text.apiKey}
        hint={props.keyHint}
        error={errorAt('apiKey')}
        type="password"
        value={form.apiKey}
        maxLength={500}
        mono
        onValue={(apiKey) => set({ apiKey })}
      />
      <div className="connect-pair">
        <TextInput
          label={text.timeZone}
          hint={text.timeZoneHint}
          error={errorAt('timeZone')}
          value={form.timeZone}
          maxLength={60}
          mono
          onValue={(timeZone) => set({ timeZone })}
        />
        <TextInput
          label={text.currency}
          hint={text.currencyHint}
          error={errorAt('currency')}
          value={form.currency}
          maxLength={3}
          mono
          onValue={(currency) => set({ currency: currency.toUpperCase() })}
        />
      </div>
      {invoca.length > 1 && (
        <Select
          label={text.calls}
          hint={text.callsHint}
          value={String(form.callsNetworkId ?? '')}
          options={[
            { value: '', label: text.callsUnknown },
            ...invoca.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onValue={(id) => set({ callsNetworkId: id === '' ? null : Number(id) })}
        />
      )}
      {!props.keyring && form.apiKey !== '' && <KeepWithoutKeyring keep={props.keep} onKeep={props.onKeep} />}
    </>
  );
}
