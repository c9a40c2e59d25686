import { useEffect, useEffectEvent, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import type { DecisionChange } from '#shared/domain/decision.ts';
import { readMoney } from '#shared/domain/money-entry.ts';
import type { DecisionAct, DecisionPreview, DecisionTarget } from '#shared/ipc/decisions.ts';
import { ChangePreview } from './change-preview.tsx';
import './decisions.css';
import { tellAct } from './undo-act.ts';

export type DecisionKind = DecisionChange['kind'];

export interface DecideDialogProps {
  readonly target: DecisionTarget;
  /** How many conversions, where that is known before the preview. */
  readonly count: number;
  readonly currency: string | null;
  readonly begin?: DecisionKind;
  readonly reason?: string;
  readonly onClose: () => void;
  readonly onDone?: (act: DecisionAct, kind: DecisionKind) => void;
  readonly onUndone?: () => void;
}

const LABELS: Readonly<Record<DecisionKind, string>> = {
  approve: text.approve,
  reject: text.reject,
  payout: text.changePayout,
  note: text.note,
};
const KINDS = (['approve', 'reject', 'payout', 'note'] as const).map((value) => ({
  value,
  label: LABELS[value],
}));

const PREVIEW_AFTER_MS = 200;

/** Decides about one conversion or many, with a reason, after showing what it changes. */
export function DecideDialog(props: DecideDialogProps) {
  const { target, count, onClose } = props;
  const [kind, setKind] = useState<DecisionKind>(props.begin ?? 'approve');
  const [payout, setPayout] = useState('');
  const [reason, setReason] = useState(props.reason ?? '');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const currency = props.currency ?? 'USD';
  const entry = readMoney(kind === 'note' ? '' : payout, currency);
  const payoutError = !entry.ok
    ? entry.message
    : kind === 'payout' && entry.minor === null && tried
      ? text.payoutMissing
      : null;
  const change = changeOf(kind, entry.ok ? entry.minor : null, entry.ok);
  const { preview, fault, setFault } = usePreview(target, change);

  const carryOut = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '' || change === null || !preview) return;
    setBusy(true);
    try {
      const act = await ask('decisions.carryOut', { ticket: preview.ticket, reason });
      tellAct(act, text.done[kind], props.onUndone);
      props.onDone?.(act, kind);
      onClose();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    } finally {
      setBusy(false);
    }
  };

  return (
    <ConfirmDialog
      title={count === 1 ? text.decideTitle : text.decideManyTitle(countText(count))}
      confirm={LABELS[kind]}
      ready={!busy && (change === null || preview !== null)}
      onConfirm={() => void carryOut()}
      onClose={onClose}
    >
      <div className="decide-form">
        <RadioGroup label={text.what} value={kind} options={KINDS} onValue={setKind} />
        {kind !== 'note' && (
          <TextInput
            label={text.payout}
            value={payout}
            hint={text.payoutHint(currency)}
            error={payoutError}
            onValue={setPayout}
          />
        )}
        <TextInput
          label={text.reason}
          value={reason}
          maxLength={400}
          error={tried && reason.trim() === '' ? text.reasonMissing : null}
          onValue={setReason}
        />
        <div className="decide-reasons" role="group" aria-label={text.ready}>
          {text.reasons.map((one) => (
            <Button key={one} size="small" kind="quiet" onClick={() => setReason(one)}>
              {one}
            </Button>
          ))}
        </div>
        {fault && <ErrorNote fault={fault} />}
        {change && (
          <ChangePreview
            preview={preview}
            conflicts={preview?.conflicts ?? 0}
            {...(kind === 'note' ? {} : { note: text.keepsNetwork })}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}

function changeOf(kind: DecisionKind, payout: number | null, readable: boolean): DecisionChange | null {
  if (!readable) return null;
  if (kind === 'note') return { kind };
  if (kind !== 'payout') return { kind, payout };
  return payout === null ? null : { kind, payout };
}

/** What the change would do, asked anew a moment after it was changed. */
function usePreview(target: DecisionTarget, change: DecisionChange | null) {
  const [preview, setPreview] = useState<DecisionPreview | null>(null);
  const [fault, setFault] = useState<DeskFault | null>(null);
  const asked = JSON.stringify([target, change]);
  const look = useEffectEvent(() => (change === null ? null : ask('decisions.preview', { target, change })));
  useEffect(() => {
    let current = true;
    setPreview(null);
    setFault(null);
    const timer = setTimeout(() => {
      look()?.then(
        (found) => current && setPreview(found),
        (thrown: unknown) => current && setFault(asDeskFault(thrown)),
      );
    }, PREVIEW_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [asked]);
  return { preview, fault, setFault };
}
