import { useState } from 'react';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { moneyError, moneyOf, typedMoney } from '#renderer/features/records/money-field.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { GoalDraft, GoalView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';

const PROTOCOLS = ['iframe', 'image', 'server'] as const;

/** A further goal of an offer: how it is counted, and what is paid for it. */
export function GoalDialog(props: {
  readonly detail: OfferDetail;
  readonly goal: GoalView | null;
  readonly onClose: () => void;
}) {
  const { detail, goal } = props;
  const currency = goal?.currency ?? detail.row.currency;
  const [name, setName] = useState(goal?.name ?? '');
  const [goalId, setGoalId] = useState(goal?.goalId ?? '');
  const [protocol, setProtocol] = useState<GoalDraft['protocol']>(
    goal && goal.protocol !== 'pay_per_call' ? goal.protocol : 'iframe',
  );
  const [payout, setPayout] = useState(typedMoney(goal?.payout ?? 0, currency));
  const [revenue, setRevenue] = useState(typedMoney(goal?.revenue ?? 0, currency));
  const [active, setActive] = useState(goal?.status !== 'paused');
  const save = async (): Promise<void> => {
    const saved = await ask('goals.save', {
      id: goal?.id ?? null,
      offer: detail.row.id,
      goalId: goalId.trim(),
      name: name.trim(),
      protocol,
      payout: moneyOf('payout', payout, currency) ?? 0,
      revenue: moneyOf('revenue', revenue, currency) ?? 0,
      status: active ? 'active' : 'paused',
    });
    toast(recordsText.saved(saved.name));
  };
  return (
    <RequestDialog
      title={goal ? text.editGoalTitle(goal.name) : text.addGoalTitle}
      confirm={goal ? recordsText.save : recordsText.create}
      ready={name.trim() !== ''}
      fields={['name', 'goalId', 'payout', 'revenue']}
      onClose={props.onClose}
      onConfirm={save}
    >
      {(errorOf) => (
        <>
          <TextInput
            label={text.goalName}
            value={name}
            maxLength={120}
            autoFocus
            hint={text.goalNameHint}
            error={errorOf('name')}
            onValue={setName}
          />
          <fieldset className="records-rows">
            <legend>{text.protocol}</legend>
            <RadioGroup
              label={text.protocol}
              value={protocol}
              options={PROTOCOLS.map((value) => ({
                value,
                label: text.protocols[value],
                hint: text.protocolHints[value],
              }))}
              onValue={setProtocol}
            />
          </fieldset>
          <div className="records-pair">
            <TextInput
              label={text.goalPayout}
              value={payout}
              inputMode="decimal"
              hint={text.zeroHint}
              error={moneyError(payout, currency) ?? errorOf('payout')}
              onValue={setPayout}
            />
            <TextInput
              label={text.goalRevenue}
              value={revenue}
              inputMode="decimal"
              error={moneyError(revenue, currency) ?? errorOf('revenue')}
              onValue={setRevenue}
            />
          </div>
          <TextInput
            label={text.goalId}
            value={goalId}
            mono
            maxLength={64}
            hint={text.goalIdHint}
            error={errorOf('goalId')}
            onValue={setGoalId}
          />
          <Checkbox label={text.goalActive} checked={active} onChecked={setActive} />
        </>
      )}
    </RequestDialog>
  );
}
