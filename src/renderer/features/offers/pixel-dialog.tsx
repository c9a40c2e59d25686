import { useState } from 'react';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { PixelView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';

const PARTNERS_FOUND = 200;

/** What a partner wants shown on the page of a goal. */
export function PixelDialog(props: {
  readonly detail: OfferDetail;
  readonly pixel: PixelView | null;
  readonly onClose: () => void;
}) {
  const { detail, pixel } = props;
  const goals = detail.goals.flatMap(({ id, name, protocol }) =>
    id !== null && protocol !== 'server' ? [{ id, name, protocol }] : [],
  );
  const [goal, setGoal] = useState(String(pixel?.goal ?? goals[0]?.id ?? ''));
  const [partner, setPartner] = useState(pixel?.partner ? String(pixel.partner) : '');
  const [code, setCode] = useState(pixel?.code ?? '');
  const [status, setStatus] = useState<'active' | 'pending'>(
    pixel?.status === 'pending' ? 'pending' : 'active',
  );
  const partners = useRequest('partners.page', { filter: {}, index: 0, limit: PARTNERS_FOUND });
  const kind = code.trim().startsWith('<') && !/^<img\b[^>]*>$/i.test(code.trim()) ? 'code' : 'image';
  const save = async (): Promise<void> => {
    await ask('pixels.save', {
      id: pixel?.id ?? null,
      goal: Number(goal),
      partner: partner === '' ? null : Number(partner),
      kind,
      code: code.trim(),
      status,
    });
    toast(recordsText.saved(text.kinds[kind]));
  };
  return (
    <RequestDialog
      title={pixel ? text.editPixelTitle : text.addPixel}
      confirm={pixel ? recordsText.save : recordsText.create}
      ready={code.trim() !== '' && goal !== '' && (partner === '' || /^\d+$/.test(partner))}
      fields={['code', 'kind']}
      onClose={props.onClose}
      onConfirm={save}
    >
      {(errorOf) => (
        <>
          <Combobox
            label={text.columnPartner}
            placeholder={text.allPartners}
            options={(partners.data?.rows ?? []).map((row) => ({
              value: String(row.id),
              label: row.name || row.partnerId,
              detail: row.partnerId,
            }))}
            value={partner}
            onValue={setPartner}
          />
          <Select
            label={text.pixelGoal}
            value={goal}
            options={goals.map(({ id, name, protocol }) => ({
              value: String(id),
              label: `${name} · ${text.protocols[protocol]}`,
            }))}
            onValue={setGoal}
          />
          <TextArea
            label={text.riderCode}
            hint={text.riderCodeHint}
            mono
            rows={4}
            maxLength={4000}
            value={code}
            error={errorOf('code') ?? errorOf('kind')}
            onValue={setCode}
          />
          <Select
            label={text.pixelStatus}
            value={status}
            options={[
              { value: 'active', label: text.pixelStatuses.active },
              { value: 'pending', label: text.pixelStatuses.pending },
            ]}
            onValue={setStatus}
          />
        </>
      )}
    </RequestDialog>
  );
}
