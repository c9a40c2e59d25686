import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { promoText as text } from '#renderer/app/messages/en/promo.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useOfferChoices } from '#renderer/state/use-choices.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Combobox } from '#renderer/ui/combobox.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { RingPoolRow } from '#shared/ipc/ring-pools.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { NetworkChoice } from './network-needed.tsx';
import { CustomFields, WishFields } from './order-fields.tsx';
import { type CustomRow, customDataOf, faultsAt } from './order-form.ts';
import { EMPTY_POOL, formOfPool, type PoolForm, poolOrderOf, visitsOf, wholeWithin } from './pool-form.ts';
import { useInvoca } from './use-invoca.ts';

/** Asks a network for a ring pool. */
export function NewPool({ onClose }: { readonly onClose: () => void }) {
  const { networks, network, choose } = useInvoca();
  const [offerId, setOffer] = useState('');
  const [form, setForm] = useState(EMPTY_POOL);
  const offers = useOfferChoices(offerId);
  const order = poolOrderOf(form);
  const wishFault = faultsAt(form.place).get('wish') ?? null;
  return (
    <RequestDialog
      title={text.poolTitle}
      confirm={text.create}
      wide
      ready={network !== undefined && offerId.trim() !== '' && order !== null && wishFault === null}
      onClose={onClose}
      onConfirm={async () => {
        if (!network || order === null) return;
        await ask('ringPools.request', { networkId: network.id, offerId: offerId.trim(), order });
        toast(text.queued);
      }}
    >
      {network && <NetworkChoice networks={networks.data ?? []} network={network} onChoose={choose} />}
      <Combobox label={text.offerField} options={offers.options} value={offerId} onValue={setOffer} />
      <PoolFields form={form} onForm={setForm} />
      <Checkbox
        label={text.overflow}
        hint={text.overflowHint}
        checked={form.overflow}
        onChecked={(overflow) => setForm({ ...form, overflow })}
      />
      <WishFields form={form.place} fault={wishFault} onForm={(place) => setForm({ ...form, place })} />
    </RequestDialog>
  );
}

/** Changes a ring pool; overflow and place count when it is made and not later. */
export function EditPool({ pool, onClose }: { readonly pool: RingPoolRow; readonly onClose: () => void }) {
  const [form, setForm] = useState(() => formOfPool(pool));
  const order = poolOrderOf(form);
  return (
    <RequestDialog
      title={text.editPoolTitle(pool.name)}
      confirm={text.save}
      ready={order !== null}
      onClose={onClose}
      onConfirm={async () => {
        if (order === null) return;
        const { name, lifetimeSeconds, maxPoolSize, preferred, fillImmediately } = order;
        await ask('ringPools.change', {
          id: pool.id,
          order: { name, lifetimeSeconds, maxPoolSize, preferred, fillImmediately },
        });
        toast(text.queued);
      }}
    >
      <PoolFields form={form} onForm={setForm} />
    </RequestDialog>
  );
}

/** Asks before a ring pool is removed. */
export function RemovePool({ pool, onClose }: { readonly pool: RingPoolRow; readonly onClose: () => void }) {
  return (
    <RequestDialog
      title={text.removePoolTitle(pool.name)}
      confirm={text.removePoolConfirm}
      danger
      ready
      onClose={onClose}
      onConfirm={async () => {
        await ask('ringPools.remove', { id: pool.id });
        toast(text.queued);
      }}
    >
      <p>{text.removePoolText}</p>
    </RequestDialog>
  );
}

/** Lends a number to one visit, or to each of many. */
export function LendNumbers({ pool, onClose }: { readonly pool: RingPoolRow; readonly onClose: () => void }) {
  const [how, setHow] = useState<'one' | 'many'>('one');
  const [rows, setRows] = useState<readonly CustomRow[]>([{ id: 0, name: 'aff_sub2', value: '' }]);
  const [pasted, setPasted] = useState('');
  const one = customDataOf(rows);
  const many = visitsOf(pasted);
  const sessions =
    how === 'one' ? (Object.keys(one).length > 0 ? [one] : []) : 'visits' in many ? many.visits : [];
  const fault =
    pasted.trim() === '' || 'visits' in many
      ? null
      : many.fault === 'empty'
        ? text.lendBad
        : text.lendLong(many.fault);
  return (
    <RequestDialog
      title={text.lendTitle(pool.name)}
      confirm={text.lendSend}
      wide
      ready={sessions.length > 0}
      onClose={onClose}
      onConfirm={async () => {
        const { allocations } = await ask('ringPools.allocate', { ringPoolId: pool.id, sessions });
        toast(text.lent(countText(allocations)));
      }}
    >
      <RadioGroup
        label={text.lendHow}
        value={how}
        options={[
          { value: 'one', label: text.lendOne },
          { value: 'many', label: text.lendMany },
        ]}
        onValue={setHow}
      />
      {how === 'one' ? (
        <CustomFields rows={rows} faults={new Map()} legend={text.lendParameters} onRows={setRows} />
      ) : (
        <TextArea
          label={text.lendCsv}
          hint={sessions.length > 0 ? text.lendCount(countText(sessions.length)) : text.lendCsvHint}
          error={fault}
          mono
          rows={8}
          value={pasted}
          onValue={setPasted}
        />
      )}
    </RequestDialog>
  );
}

function PoolFields(props: { readonly form: PoolForm; readonly onForm: (form: PoolForm) => void }) {
  const { form, onForm } = props;
  return (
    <>
      <TextInput
        label={text.poolName}
        value={form.name}
        maxLength={255}
        onValue={(name) => onForm({ ...form, name })}
      />
      <div className="numbers-pair">
        <TextInput
          label={text.lifetime}
          hint={text.lifetimeHint}
          error={wholeWithin(form.lifetime, 30, 31_536_000) === null ? text.wrongWhole : null}
          inputMode="numeric"
          value={form.lifetime}
          onValue={(lifetime) => onForm({ ...form, lifetime })}
        />
        <TextInput
          label={text.poolSize}
          hint={text.poolSizeHint}
          error={wholeWithin(form.size, 1, 10_000) === null ? text.wrongWhole : null}
          inputMode="numeric"
          value={form.size}
          onValue={(size) => onForm({ ...form, size })}
        />
      </div>
      <Checkbox
        label={text.preferred}
        checked={form.preferred}
        onChecked={(preferred) => onForm({ ...form, preferred })}
      />
      <Checkbox label={text.fill} checked={form.fill} onChecked={(fill) => onForm({ ...form, fill })} />
    </>
  );
}
