import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { RequestOutput } from '#shared/ipc/contract.ts';
import type { RunForm } from './run-form.ts';

const ALL = 'all';

/** Which days and whose calls are compared. */
export function ScopeFields(props: {
  readonly form: RunForm;
  readonly accounts: RequestOutput<'reconcile.accounts'> | undefined;
  readonly onForm: (change: Partial<RunForm>) => void;
}) {
  const { form, onForm } = props;
  const partners = useRequest('catalogue.partners', { text: form.partnerId }).data ?? [];
  const offers = useRequest('catalogue.offers', { text: form.offerId }).data ?? [];
  const networks = props.accounts?.invoca ?? [];
  return (
    <div className="reconcile-scope">
      <TextInput
        label={text.firstDay}
        type="date"
        value={form.firstDay}
        onValue={(firstDay) => onForm({ firstDay })}
      />
      <TextInput
        label={text.lastDay}
        type="date"
        value={form.lastDay}
        onValue={(lastDay) => onForm({ lastDay })}
      />
      <TextInput
        label={text.window}
        hint={text.windowHint}
        inputMode="numeric"
        value={form.window}
        onValue={(window) => onForm({ window })}
      />
      <Select
        label={text.network}
        value={form.networkId === null ? ALL : String(form.networkId)}
        options={[
          { value: ALL, label: text.allNetworks },
          ...networks.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        onValue={(id) => onForm({ networkId: id === ALL ? null : Number(id) })}
      />
      <Combobox
        label={text.partner}
        hint={text.partnerHint}
        placeholder={text.allPartners}
        value={form.partnerId}
        matched
        options={partners.map(({ partnerId, name }) => ({
          value: partnerId,
          label: name,
          detail: partnerId,
        }))}
        onValue={(partnerId) => onForm({ partnerId })}
      />
      <Combobox
        label={text.offer}
        placeholder={text.allOffers}
        value={form.offerId}
        matched
        options={offers.map(({ offerId, name }) => ({ value: offerId, label: name, detail: offerId }))}
        onValue={(offerId) => onForm({ offerId })}
      />
      <TextInput
        label={text.name}
        hint={text.nameHint}
        maxLength={120}
        value={form.title}
        onValue={(title) => onForm({ title })}
      />
    </div>
  );
}
