import { useState } from 'react';
import { visitsText as text } from '#renderer/app/messages/en/visits.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { SpcNetworkView } from '#shared/ipc/spc-networks.ts';
import type { SiteView } from '#shared/ipc/visits.ts';
import { draftOf, isComplete, siteForm } from './site-form.ts';
import type { SiteForm } from './site-form.ts';

/** Registers a site, or changes one. */
export function EditSite(props: {
  readonly site: SiteView | null;
  readonly accounts: readonly SpcNetworkView[];
  readonly onClose: () => void;
  /** A new site has its key, told this once. */
  readonly onKey: (site: SiteView, key: string) => void;
}) {
  const { site, accounts, onClose } = props;
  const [form, setForm] = useState(() => siteForm(site, accounts[0]?.id ?? null));
  const { busy, fault, submit, forget } = useSubmit();
  const campaigns = useRequest('sessions.campaigns', {});

  const change = (next: Partial<SiteForm>): void => {
    setForm({ ...form, ...next });
    forget();
  };
  const at = (...fields: readonly string[]): string | null =>
    fault && fields.some((field) => fault.field === field || fault.field?.startsWith(`${field}.`) === true)
      ? fault.message
      : null;
  const atField = at('name', 'networkId', 'campaignId', 'origins', 'fallback') !== null;
  const save = async (): Promise<void> => {
    const saved = await ask('visits.saveSite', draftOf(form, site));
    if (saved.key !== null) return props.onKey(saved.site, saved.key);
    toast(text.saved(saved.site.name));
    onClose();
  };
  return (
    <FormDialog
      title={site === null ? text.siteTitle : text.siteEditTitle(site.name)}
      confirm={site === null ? text.register : text.save}
      ready={isComplete(form) && !busy}
      fault={atField ? undefined : fault}
      onClose={onClose}
      onSubmit={() => submit(save)}
    >
      <TextInput
        label={text.name}
        error={at('name')}
        value={form.name}
        maxLength={80}
        autoFocus
        onValue={(name) => change({ name })}
      />
      <Select
        label={text.account}
        error={at('networkId')}
        value={form.account}
        options={accounts.map(({ id, name }) => ({ value: String(id), label: name }))}
        onValue={(account) => change({ account })}
      />
      <Combobox
        label={text.campaign}
        hint={text.campaignHint}
        error={at('campaignId')}
        value={form.campaign}
        mono
        options={(campaigns.data ?? [])
          .filter(({ networkId }) => String(networkId) === form.account)
          .map(({ campaignId }) => ({ value: campaignId, label: campaignId }))}
        onValue={(campaign) => change({ campaign })}
      />
      <TextArea
        label={text.origins}
        hint={text.originsHint}
        error={at('origins')}
        value={form.origins}
        rows={3}
        mono
        onValue={(origins) => change({ origins })}
      />
      <TextInput
        label={text.fallback}
        hint={text.fallbackHint}
        error={at('fallback')}
        value={form.fallback}
        maxLength={200}
        onValue={(fallback) => change({ fallback })}
      />
      <Checkbox
        label={text.release}
        hint={text.releaseHint}
        checked={form.release}
        onChecked={(release) => change({ release })}
      />
    </FormDialog>
  );
}
