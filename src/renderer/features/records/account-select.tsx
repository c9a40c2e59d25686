import { recordsText as text } from '#renderer/app/messages/en/records.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Select } from '#renderer/ui/select.tsx';

const NONE = '';

/** The Invoca account a record belongs to; asked for only where there are several. */
export function AccountSelect(props: {
  readonly label?: string;
  readonly none?: string;
  readonly networkId: number | null;
  readonly error?: string | null;
  readonly onNetwork: (networkId: number | null) => void;
}) {
  const { data = [] } = useRequest('networks.list', {});
  if (data.length < 2) return null;
  return (
    <Select
      label={props.label ?? text.account}
      hint={text.accountHint}
      error={props.error ?? null}
      value={props.networkId === null ? NONE : String(props.networkId)}
      options={[
        { value: NONE, label: props.none ?? text.noAccountYet },
        ...data.map(({ id, name }) => ({ value: String(id), label: name })),
      ]}
      onValue={(value) => props.onNetwork(value === NONE ? null : Number(value))}
    />
  );
}
