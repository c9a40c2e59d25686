import { phoneText } from '#renderer/app/format/phone.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { CONVERSION_STATUSES } from '#shared/domain/status.ts';
import { ChoiceList, useTyped } from '#renderer/ui/filter/choice-list.tsx';
import type { Condition } from './conditions.ts';
import type { ConversionView } from './conversion-view.ts';
import { DatesEditor } from '#renderer/ui/filter/dates-editor.tsx';

interface EditorProps {
  readonly view: ConversionView;
  readonly onChange: (change: Partial<ConversionView>, options?: { readonly replace?: boolean }) => void;
}

/** The form that changes one condition; every change takes effect at once. */
export function ConditionEditor({ condition, ...editor }: EditorProps & { readonly condition: Condition }) {
  switch (condition) {
    case 'dates':
      return (
        <DatesEditor
          dates={editor.view.dates}
          onDates={(dates) => editor.onChange({ dates }, { replace: true })}
        />
      );
    case 'status':
      return <StatusEditor {...editor} />;
    case 'partner':
      return <PartnerEditor {...editor} />;
    case 'offer':
      return <OfferEditor {...editor} />;
    case 'number':
      return <NumberEditor {...editor} />;
    case 'network':
      return <NetworkEditor {...editor} />;
    case 'unknown':
    case 'zero':
      return null;
    default:
      return condition satisfies never;
  }
}

function toggled<T>(values: readonly T[], value: T, on: boolean): T[] {
  return on ? [...values.filter((one) => one !== value), value] : values.filter((one) => one !== value);
}

function StatusEditor({ view, onChange }: EditorProps) {
  return (
    <div className="choices-list" role="group" aria-label={text.conditions.status}>
      {CONVERSION_STATUSES.map((status) => (
        <Checkbox
          key={status}
          label={uiText.status[status]}
          checked={view.statuses.includes(status)}
          onChecked={(on) => onChange({ statuses: toggled(view.statuses, status, on) }, { replace: true })}
        />
      ))}
    </div>
  );
}

function PartnerEditor({ view, onChange }: EditorProps) {
  const typed = useTyped();
  const { data } = useRequest('catalogue.partners', typed.asked);
  return (
    <ChoiceList
      label={text.conditions.partner}
      typed={typed}
      chosen={view.partnerIds}
      choices={data?.map((partner) => ({ id: partner.partnerId, name: partner.name }))}
      onToggle={(id, on) => onChange({ partnerIds: toggled(view.partnerIds, id, on) }, { replace: true })}
    />
  );
}

function OfferEditor({ view, onChange }: EditorProps) {
  const typed = useTyped();
  const { data } = useRequest('catalogue.offers', typed.asked);
  return (
    <ChoiceList
      label={text.conditions.offer}
      typed={typed}
      chosen={view.offerIds}
      choices={data?.map((offer) => ({ id: offer.offerId, name: offer.name }))}
      onToggle={(id, on) => onChange({ offerIds: toggled(view.offerIds, id, on) }, { replace: true })}
    />
  );
}

function NumberEditor({ view, onChange }: EditorProps) {
  const typed = useTyped();
  const { data } = useRequest('catalogue.numbers', typed.asked);
  return (
    <ChoiceList
      label={text.conditions.number}
      typed={typed}
      chosen={view.numbers}
      choices={data?.map((one) => ({ id: one.number, name: phoneText(one.number), aside: one.partnerName }))}
      onToggle={(id, on) => onChange({ numbers: toggled(view.numbers, id, on) }, { replace: true })}
    />
  );
}

function NetworkEditor({ view, onChange }: EditorProps) {
  const { data } = useRequest('networks.list', {});
  return (
    <div className="choices-list" role="group" aria-label={text.conditions.network}>
      {data?.map((network) => (
        <Checkbox
          key={network.id}
          label={network.name}
          checked={view.networkId === network.id}
          onChecked={(on) => onChange({ networkId: on ? network.id : null }, { replace: true })}
        />
      ))}
    </div>
  );
}
