import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { ReplayDraft, ReplayIdentity } from '#shared/ipc/replays.ts';
import { useSettled } from '../use-settled.ts';
import { Rehearsal } from './rehearsal.tsx';
import { selectionOfSearch } from './replay-address.ts';
import { ReplayPreview } from './replay-preview.tsx';
import { ReplayWhat } from './replay-what.tsx';

const PAUSE_MS = 250;

const PACES = ['0.1', '1', '5', '50'] as const;
type Pace = (typeof PACES)[number];

/** Setting up a replay: what, under which id and how fast on the left; on the right what it would do, before it does. */
export function ReplayNewPage({ search }: { readonly search: string }) {
  const [, goTo] = useLocation();
  const zone = useTimeZone();
  const [selection, setSelection] = useState(() => selectionOfSearch(search));
  const [identity, setIdentity] = useState<ReplayIdentity>('keep');
  const [pace, setPace] = useState<Pace>('5');
  const [note, setNote] = useState('');
  const [rehearsed, setRehearsed] = useState<ReplayDraft | null>(null);
  const [busy, setBusy] = useState(false);
  const draft = useMemo<ReplayDraft>(
    () => ({ selection, identity, perSecond: Number(pace), note: '' }),
    [selection, identity, pace],
  );
  const settled = useSettled(draft, PAUSE_MS);
  const preview = useRequest('replays.preview', settled);
  const shown = settled === draft && !preview.loading ? preview.data : undefined;
  const sends = shown?.sends ?? 0;

  const begin = async (): Promise<void> => {
    if (!shown) return;
    setBusy(true);
    try {
      const { fingerprint } = shown;
      const replay = await ask('replays.begin', { draft: { ...draft, note: note.trim() }, fingerprint });
      toast(text.begun(replay.sends, countText(replay.sends)));
      goTo(`/postbacks/replays/${replay.id}`, { replace: true });
    } catch (thrown) {
      reportFault(thrown);
      preview.reload();
      setBusy(false);
    }
  };

  return (
    <div className="page postbacks">
      <PageHeader
        title={text.title}
        actions={
          <>
            <Link href="/postbacks/deliveries" className={buttonClass('quiet')}>
              {text.cancel}
            </Link>
            <Button disabled={sends === 0} onClick={() => setRehearsed(draft)}>
              {text.rehearse}
            </Button>
            <Button kind="primary" disabled={busy || sends === 0} onClick={() => void begin()}>
              {text.begin(sends, countText(sends))}
            </Button>
          </>
        }
      />
      <div className="page-scroll replay-new">
        <div className="template-column">
          <Panel title={text.what}>
            <ReplayWhat selection={selection} zone={zone} onSelection={setSelection} />
          </Panel>
          <Panel title={text.identity}>
            <RadioGroup
              label={text.identity}
              value={identity}
              options={[
                { value: 'keep', label: text.keep, hint: text.keepHint },
                { value: 'new', label: text.fresh, hint: text.freshHint },
              ]}
              onValue={setIdentity}
            />
          </Panel>
          <Select
            label={text.pace}
            hint={text.paceHint}
            value={pace}
            options={PACES.map((value) => ({ value, label: text.paces[value] }))}
            onValue={setPace}
          />
          <TextInput label={text.note} hint={text.noteHint} value={note} maxLength={300} onValue={setNote} />
        </div>
        <div className="template-column" aria-busy={shown === undefined}>
          {preview.fault && <ErrorNote fault={preview.fault} onRetry={preview.reload} />}
          {preview.data && <ReplayPreview preview={preview.data} />}
        </div>
      </div>
      {rehearsed && <Rehearsal draft={rehearsed} onClose={() => setRehearsed(null)} />}
    </div>
  );
}
