import { useEffect, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { reviewText as text } from '#renderer/app/messages/en/review.ts';
import { ChangePreview } from '#renderer/features/decisions/change-preview.tsx';
import { undoAct } from '#renderer/features/decisions/undo-act.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { ChangePreview as Change, StatusMapChange } from '#shared/ipc/decisions.ts';

const PREVIEW_AFTER_MS = 250;

/** What changed of a map, with its consequence, and the button that makes it so. */
export function ApplyChanges(props: {
  readonly networkId: number;
  readonly changes: readonly StatusMapChange[];
  readonly onDiscard: () => void;
  readonly onApplied: () => void;
  readonly onUndone: () => void;
}) {
  const { networkId, changes, onDiscard, onApplied, onUndone } = props;
  const [preview, setPreview] = useState<Change | null>(null);
  const [fault, setFault] = useState<DeskFault | null>(null);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    let current = true;
    setPreview(null);
    const timer = setTimeout(() => {
      ask('statusMaps.preview', { networkId, changes: [...changes] }).then(
        (found) => current && setPreview(found),
        (thrown: unknown) => current && setFault(asDeskFault(thrown)),
      );
    }, PREVIEW_AFTER_MS);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [networkId, changes]);
  const apply = async (): Promise<void> => {
    setTried(true);
    if (reason.trim() === '') return;
    setBusy(true);
    setFault(null);
    try {
      const act = await ask('statusMaps.change', { networkId, changes: [...changes], reason });
      toast(text.mapDone(countText(act.changed)), {
        label: text.undo,
        run: () => void undoAct(act.id, onUndone),
      });
      onApplied();
    } catch (thrown) {
      setFault(asDeskFault(thrown));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="review-map-apply" aria-label={text.mapChanges(changes.length)}>
      <p className="strong">{text.mapChanges(changes.length)}</p>
      <ChangePreview preview={preview} />
      {fault && <ErrorNote fault={fault} />}
      <TextInput
        label={text.mapReason}
        value={reason}
        maxLength={400}
        error={tried && reason.trim() === '' ? text.reasonMissing : null}
        onValue={setReason}
      />
      <div className="decide-bar">
        <Button kind="primary" disabled={busy || preview === null} onClick={() => void apply()}>
          {preview && preview.changed > 0 ? text.mapApply(countText(preview.changed)) : text.mapApplyNone}
        </Button>
        <Button disabled={busy} onClick={onDiscard}>
          {text.mapReset}
        </Button>
      </div>
    </section>
  );
}
