import { useState } from 'react';
import { linkBulkText as text } from '#renderer/app/messages/en/link-bulk.ts';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { usePartnerChoices } from '#renderer/state/use-choices.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { fillingFaults } from '#shared/domain/sub-id-filling.ts';
import type { LinkTemplate } from '#shared/ipc/link-bulk.ts';
import { FillingsEditor } from './fillings-editor.tsx';
import { fillingsOf, formOfFillings } from './filling-form.ts';

/** Makes or changes a template of links. */
export function TemplateDialog(props: {
  readonly template: LinkTemplate | null;
  readonly onClose: () => void;
}) {
  const { template, onClose } = props;
  const [name, setName] = useState(template?.name ?? '');
  const [partnerId, setPartner] = useState(template?.partnerId ?? '');
  const [trafficSource, setSource] = useState(template?.trafficSource ?? '');
  const [form, setForm] = useState(() => formOfFillings(template?.rules));
  const [tried, setTried] = useState(false);
  const partners = usePartnerChoices(partnerId);
  const save = async (): Promise<void> => {
    setTried(true);
    const rules = fillingsOf(form);
    if (name.trim() === '' || fillingFaults(rules).length > 0) return;
    try {
      await ask('linkTemplates.save', {
        id: template?.id ?? null,
        name: name.trim(),
        partnerId: partnerId.trim(),
        trafficSource: trafficSource.trim(),
        rules,
      });
      toast(text.savedTemplate);
      onClose();
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <ConfirmDialog
      wide
      title={template ? text.editTemplate : text.newTemplate}
      confirm={text.save}
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <div className="link-form">
        <TextInput
          label={text.name}
          error={tried && name.trim() === '' ? text.nameMissing : null}
          value={name}
          maxLength={80}
          onValue={setName}
        />
        <div className="link-pair">
          <Combobox
            label={text.partner}
            hint={text.partnerHint}
            value={partnerId}
            options={partners.options}
            empty={linksText.noMatch}
            onValue={setPartner}
          />
          <TextInput
            label={text.source}
            hint={text.sourceHint}
            value={trafficSource}
            maxLength={80}
            onValue={setSource}
          />
        </div>
        <FillingsEditor form={form} onForm={setForm} tried={tried} />
      </div>
    </ConfirmDialog>
  );
}
