import { countText } from '#renderer/app/format/count.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Select, type SelectOption } from '#renderer/ui/select.tsx';
import type { FormFaults, ListForm } from './list-form.ts';

const MOST = countText(43_200);

/** Where the numbers come from, how long they are held, and when one is too short to be handed out. */
export function NumbersPanel(props: {
  readonly form: ListForm;
  readonly faults: FormFaults;
  readonly frozen: boolean;
  readonly onChange: (part: Partial<ListForm>) => void;
}) {
  const { form, faults, frozen, onChange } = props;
  const accounts = useRequest('spc.list', {});
  const campaigns = useRequest('sessions.campaigns', {});
  const options: readonly SelectOption<string>[] = [
    ...(form.networkId === '' ? [{ value: '', label: text.chooseAccount }] : []),
    ...(accounts.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
  ];
  const known = (campaigns.data ?? [])
    .filter(({ networkId }) => String(networkId) === form.networkId)
    .map(({ campaignId }) => ({ value: campaignId, label: campaignId }));
  return (
    <Panel title={text.numbers}>
      <div className="setup-fields">
        <Select
          label={text.account}
          value={form.networkId}
          options={options}
          disabled={frozen}
          hint={accounts.data?.length === 0 ? text.noSpc : undefined}
          onValue={(networkId) => onChange({ networkId })}
        />
        {frozen ? (
          <TextInput label={text.campaign} value={form.campaignId} mono disabled onValue={() => undefined} />
        ) : (
          <Combobox
            label={text.campaign}
            hint={text.campaignHint}
            value={form.campaignId}
            options={known}
            mono
            onValue={(campaignId) => onChange({ campaignId })}
          />
        )}
        <TextInput
          label={text.hold}
          hint={text.holdHint}
          error={faults.holdMinutes ? text.notWhole('5', MOST) : null}
          value={form.holdMinutes}
          inputMode="numeric"
          maxLength={5}
          disabled={frozen}
          onValue={(holdMinutes) => onChange({ holdMinutes })}
        />
        <TextInput
          label={text.leastLeft}
          hint={text.leastLeftHint}
          error={faults.leastLeftMinutes ? text.notWhole('0', MOST) : null}
          value={form.leastLeftMinutes}
          inputMode="numeric"
          maxLength={5}
          onValue={(leastLeftMinutes) => onChange({ leastLeftMinutes })}
        />
        <TextInput
          label={text.zone}
          hint={text.zoneHint}
          error={faults.zone ? text.noZone : null}
          value={form.zone}
          maxLength={80}
          onValue={(zone) => onChange({ zone })}
        />
      </div>
    </Panel>
  );
}
