import { Plus } from 'lucide-react';
import { useState } from 'react';
import { moneyText } from '#renderer/app/format/money.ts';
import { offersText as text } from '#renderer/app/messages/en/offers.ts';
import { recordsText } from '#renderer/app/messages/en/records.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { PlainTable } from '#renderer/ui/plain-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { GoalView } from '#shared/ipc/goals.ts';
import type { OfferDetail } from '#shared/ipc/offers.ts';
import { DefaultGoalDialog } from './default-goal-dialog.tsx';
import { GoalCodeDialog } from './goal-code-dialog.tsx';
import { GoalDialog } from './goal-dialog.tsx';

const COLUMNS = [
  { title: text.columnGoal },
  { title: text.columnProtocol },
  { title: recordsText.columnPayout, end: true },
  { title: text.columnRevenue, end: true },
  { title: text.columnActions, unseen: true },
] as const;

type Asking = { readonly what: 'add' } | { readonly what: 'edit' | 'code'; readonly goalId: string };

/** The goals of an offer: the default one first, with why it is as it is; further ones with their code. */
export function GoalsSection({ detail }: { readonly detail: OfferDetail }) {
  const { goals, row } = detail;
  const [asking, setAsking] = useState<Asking | null>(null);
  const close = (): void => setAsking(null);
  const chosen = asking && 'goalId' in asking ? goals.find(({ goalId }) => goalId === asking.goalId) : null;
  const remove = (goal: GoalView): void => {
    if (goal.id === null) return;
    const { id } = goal;
    ask('goals.remove', { id }).then(
      () =>
        toast(text.goalRemoved(goal.name), {
          label: recordsText.undo,
          run: () => void ask('goals.save', draftAgain(goal, row.id)).catch(reportFault),
        }),
      reportFault,
    );
  };
  return (
    <Panel
      title={text.goals}
      actions={
        <Button size="small" onClick={() => setAsking({ what: 'add' })}>
          <Plus size={13} aria-hidden />
          {text.addGoal}
        </Button>
      }
    >
      <div className="goal-table-wrap">
        <PlainTable label={text.goalsLabel} columns={COLUMNS}>
          {goals.map((goal) => (
            <tr key={goal.goalId}>
              <td>
                <b>{goal.name}</b> <span className="mono faint">{goal.goalId}</span>
                {goal.id === null && <p className="muted">{text.defaultGoal}</p>}
                {goal.status === 'paused' && <Tag tone="wait">{text.goalPaused}</Tag>}
                {goal.origin === 'tune' && goal.id !== null && (
                  <p className="muted" title={text.goalOfTuneHint}>
                    {text.goalOfTune}
                  </p>
                )}
              </td>
              <td>{text.protocols[goal.protocol]}</td>
              <td className="table-number">{amountText(goal.payout, goal.currency)}</td>
              <td className="table-number">{amountText(goal.revenue, goal.currency)}</td>
              <td className="row-actions">
                {goal.id === null ? (
                  <span className="muted">{text.needsNoCode}</span>
                ) : (
                  <Button
                    size="small"
                    aria-label={text.codeOf(goal.name)}
                    onClick={() => setAsking({ what: 'code', goalId: goal.goalId })}
                  >
                    {text.getCode}
                  </Button>
                )}
                {(goal.id === null || goal.origin !== 'tune') && (
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={text.editGoalOf(goal.name)}
                    onClick={() => setAsking({ what: 'edit', goalId: goal.goalId })}
                  >
                    {text.editGoal}
                  </Button>
                )}
                {goal.id !== null && goal.origin !== 'tune' && (
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={text.removeGoalOf(goal.name)}
                    onClick={() => remove(goal)}
                  >
                    {text.removeGoal}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </PlainTable>
      </div>
      <p className="muted goal-why">{row.payPerCall ? text.defaultGoalWhy : text.noPayPerCall}</p>
      {asking?.what === 'add' && <GoalDialog detail={detail} goal={null} onClose={close} />}
      {asking?.what === 'edit' && chosen?.id === null && (
        <DefaultGoalDialog detail={detail} goal={chosen} onClose={close} />
      )}
      {asking?.what === 'edit' && chosen && chosen.id !== null && (
        <GoalDialog detail={detail} goal={chosen} onClose={close} />
      )}
      {asking?.what === 'code' && chosen && <GoalCodeDialog detail={detail} goal={chosen} onClose={close} />}
    </Panel>
  );
}

function amountText(amount: number | null, currency: string): string {
  return amount === null ? text.notSet : moneyText({ amount, currency });
}

/** A goal that was removed comes again under its id. */
function draftAgain(goal: GoalView, offer: number) {
  return {
    id: null,
    offer,
    goalId: goal.goalId,
    name: goal.name,
    protocol: goal.protocol === 'pay_per_call' ? ('iframe' as const) : goal.protocol,
    payout: goal.payout ?? 0,
    revenue: goal.revenue ?? 0,
    status: goal.status === 'paused' ? ('paused' as const) : ('active' as const),
  };
}
