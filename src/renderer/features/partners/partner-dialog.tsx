import { useState } from 'react';
import { partnersText as text } from '#renderer/app/messages/en/partners.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { AccountSelect } from '#renderer/features/records/account-select.tsx';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { PartnerDetail } from '#shared/ipc/partners.ts';
import { ConventionRows } from './convention-rows.tsx';
import { draftOf, formOf, type PartnerForm } from './partner-form.ts';

const FIELDS = ['partnerId', 'name', 'timeZone', 'contactEmail', 'conventions', 'networkId'] as const;
const ZONES = Intl.supportedValuesOf('timeZone').map((zone) => ({ value: zone, label: zone, detail: '' }));

/** Adds a partner, or changes one. */
export function PartnerDialog(props: {
  readonly detail: PartnerDetail | null;
  readonly onClose: () => void;
  readonly onSaved?: (id: number) => void;
}) {
  const { detail } = props;
  const [form, setForm] = useState<PartnerForm>(() => formOf(detail));
  const change = (some: Partial<PartnerForm>): void => setForm({ ...form, ...some });
  const fixedId = detail !== null && !detail.removable;
  const save = async (): Promise<void> => {
    const draft = draftOf(form, detail);
    const { id } = await ask('partners.save', draft);
    toast(recordsText.saved(draft.name || draft.partnerId));
    props.onSaved?.(id);
  };
  return (
    <RequestDialog
      title={detail ? text.editTitle(detail.row.name || detail.row.partnerId) : text.addTitle}
      confirm={detail ? recordsText.save : recordsText.create}
      wide
      fields={FIELDS}
      onClose={props.onClose}
      onConfirm={save}
    >
      {(errorOf) => (
        <>
          <div className="records-pair">
            <TextInput
              label={recordsText.name}
              value={form.name}
              maxLength={200}
              autoFocus
              hint={detail?.networkPartnerName ? recordsText.nameHint(detail.networkPartnerName) : undefined}
              error={errorOf('name')}
              onValue={(name) => change({ name })}
            />
            <TextInput
              label={recordsText.id}
              value={form.partnerId}
              mono
              maxLength={64}
              disabled={fixedId}
              hint={fixedId ? recordsText.idHintFixed : recordsText.idHintNew}
              error={errorOf('partnerId')}
              onValue={(partnerId) => change({ partnerId })}
            />
          </div>
          {detail === null && (
            <AccountSelect
              networkId={form.networkId}
              error={errorOf('networkId')}
              onNetwork={(networkId) => change({ networkId })}
            />
          )}
          <div className="records-pair">
            <TextInput
              label={text.contact}
              value={form.contactName}
              maxLength={120}
              onValue={(contactName) => change({ contactName })}
            />
            <TextInput
              label={text.email}
              value={form.contactEmail}
              inputMode="email"
              maxLength={200}
              error={errorOf('contactEmail')}
              onValue={(contactEmail) => change({ contactEmail })}
            />
            <TextInput
              label={text.phone}
              value={form.contactPhone}
              inputMode="tel"
              maxLength={40}
              onValue={(contactPhone) => change({ contactPhone })}
            />
          </div>
          <div className="records-pair">
            <Combobox
              label={text.zone}
              value={form.timeZone}
              options={ZONES}
              hint={text.zoneHint}
              error={errorOf('timeZone')}
              onValue={(timeZone) => change({ timeZone })}
            />
            <TextInput
              label={recordsText.refId}
              value={form.refId}
              maxLength={64}
              onValue={(refId) => change({ refId })}
            />
          </div>
          <ConventionRows
            carried={form.carried}
            error={errorOf('conventions')}
            onCarried={(carried) => change({ carried })}
          />
          <TextInput
            label={recordsText.note}
            value={form.note}
            maxLength={2000}
            onValue={(note) => change({ note })}
          />
        </>
      )}
    </RequestDialog>
  );
}
