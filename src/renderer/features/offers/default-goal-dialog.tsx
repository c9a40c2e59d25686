import { useState } from 'react';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { moneyError, moneyOf, typedMoney } from '#renderer/features/records/money-field.ts';
import { RequestDialog } from '#renderer/ui/form-dialog.tsx';
import { ask } from '#renderer/state/desk-client.ts';
import { toast } from '#renderer/state/toasts.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { GoalView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { draftOf, formOf } from './offer-form.ts';

/** The pay-per-call event of an offer: what it is called and paid. How it is counted cannot be changed, and why. */
export function DefaultGoalDialog(props: {
  readonly detail: OfferDetail;
  readonly goal: GoalView;
  readonly onClose: () => void;
}) {
  const { detail, goal } = props;
  const { currency } = detail.row;
  const [name, setName] = useState(goal.name);
  const [payout, setPayout] = useState(typedMoney(detail.ownPayout, currency));
  const [revenue, setRevenue] = useState(typedMoney(detail.ownRevenue, currency));
  const save = async (): Promise<void> => {
    const amounts = {
      payout: moneyOf('payout', payout, currency),
      revenue: moneyOf('revenue', revenue, currency),
    };
    const draft = { ...draftOf(formOf(detail, currency), detail), ...amounts, goalName: name.trim() };
    await ask('offers.save', draft);
    toast(recordsText.saved(name.trim() || goal.name));
  };
  return (
    <RequestDialog
      title={text.editDefaultTitle}
      confirm={recordsText.save}
      fields={['payout', 'revenue']}
      onClose={props.onClose}
      onConfirm={save}
    >
      <TextInput
        label={text.goalName}
        value={name}
        maxLength={120}
        autoFocus
        hint={text.defaultGoalNameHint}
        onValue={setName}
      />
      <Select
        label={text.protocol}
        value="pay_per_call"
        options={[{ value: 'pay_per_call', label: text.protocols.pay_per_call }]}
        disabled
        hint={text.defaultGoalWhy}
        onValue={() => undefined}
      />
      <div className="records-pair">
        <TextInput
          label={text.goalPayout}
          value={payout}
          inputMode="decimal"
          hint={text.amountsHint}
          error={moneyError(payout, currency)}
          onValue={setPayout}
        />
        <TextInput
          label={text.goalRevenue}
          value={revenue}
          inputMode="decimal"
          error={moneyError(revenue, currency)}
          onValue={setRevenue}
        />
      </div>
    </RequestDialog>
  );
}
