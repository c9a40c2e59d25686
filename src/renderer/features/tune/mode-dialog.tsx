import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { hashHref } from '#renderer/app/hash-location.ts';
import { tuneText as text } from '#renderer/app/messages/en/tune.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault, type DeskFault } from '#renderer/state/desk-fault.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { ErrorNote, Note } from '#renderer/ui/error-note.tsx';
import { Section } from '#renderer/ui/section.tsx';
import type { DeskMode } from '#shared/domain/desk-mode.ts';
import type { ModePreview } from '#shared/ipc/tune.ts';

/** Shows what switching would change, and what stands in its way, before it is done. */
export function ModeDialog({ mode, onClose }: { readonly mode: DeskMode; readonly onClose: () => void }) {
  const [importOff, setImportOff] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<DeskFault>();
  const { data: preview, fault, loading, reload } = useRequest('tune.previewMode', { mode, importOff });
  const practice = useRequest('tune.list', {}).data?.every((network) => network.practice) ?? false;
  // What only the box below settles is no obstacle to be told of beside it.
  const obstacles = (preview?.obstacles ?? []).filter(({ kind }) => kind !== 'unconfirmed');
  const ready = preview !== undefined && preview.obstacles.length === 0 && !loading && !busy;
  const change = async (): Promise<void> => {
    setBusy(true);
    setFailed(undefined);
    try {
      await ask('tune.setMode', { mode, importOff });
      toast(text.switched[mode]);
      onClose();
    } catch (thrown) {
      setFailed(asDeskFault(thrown));
      setBusy(false);
    }
  };
  const shown = failed ?? fault;
  return (
    <ConfirmDialog
      wide
      title={text.previewTitle[mode]}
      confirm={text.confirm[mode]}
      ready={ready}
      onConfirm={() => void change()}
      onClose={onClose}
    >
      <div className="tune-preview">
        {shown && <ErrorNote fault={shown} />}
        {preview && (
          <Section title={text.previewChanges}>
            <ul className="tune-changes">
              {changesOf(preview).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Section>
        )}
        {obstacles.length > 0 && (
          <Section title={text.previewObstacles}>
            <Note>
              {obstacles.map((obstacle) => (
                <p key={obstacle.text}>{obstacle.text}</p>
              ))}
              {practice && obstacles.some(({ kind }) => kind === 'own_import') && (
                <Button size="small" onClick={() => void switchOff(reload)}>
                  {text.practiceImport}
                </Button>
              )}
              {obstacles.some(({ kind }) => kind === 'told_twice') && (
                <a href={hashHref('/tune/postbacks')}>{text.toPostbacks}</a>
              )}
            </Note>
          </Section>
        )}
        {mode === 'write' && (
          <Checkbox
            label={text.importOff}
            hint={text.importOffHint}
            checked={importOff}
            onChecked={setImportOff}
          />
        )}
      </div>
    </ConfirmDialog>
  );
}

async function switchOff(then: () => void): Promise<void> {
  try {
    await ask('tune.practiceImport', { importing: false });
    toast(text.practiceImportOff);
    then();
  } catch (thrown) {
    reportFault(thrown);
  }
}

/** What the switch changes, a sentence each. */
function changesOf(preview: ModePreview): readonly string[] {
  const { to, from, waiting, templates, tunePostbacks, wouldWrite, wouldCancel } = preview;
  const cancels = from === 'write' ? [text.deskCancels(wouldCancel, countText(wouldCancel))] : [];
  if (to === 'observe') {
    return [
      text.observeWaiting(waiting, countText(waiting)),
      text.observeTemplates(templates, countText(templates)),
      text.observeTune(tunePostbacks, countText(tunePostbacks)),
      ...cancels,
    ];
  }
  const fires = [
    text.deskWaiting(waiting, countText(waiting)),
    text.deskTemplates(templates, countText(templates)),
    text.deskTune(tunePostbacks, countText(tunePostbacks)),
  ];
  return [
    ...(from === 'observe' ? fires : []),
    ...(to === 'write' ? [text.writeWrites(wouldWrite, countText(wouldWrite))] : []),
    ...cancels,
    ...(from === 'write' && to === 'desk' ? [text.staysDesk] : []),
  ];
}
