import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { useLeaveGuard } from '#renderer/app/use-leave-guard.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { ariaShortcut, onMac, useShortcut } from '#renderer/ui/shortcut.ts';
import { Switch } from '#renderer/ui/switch.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';
import { LeaveUnsaved } from '../leave-unsaved.tsx';
import { AcceptanceEditor } from './acceptance-editor.tsx';
import { LimitFields } from './limit-fields.tsx';
import { PauseButton } from './pause-button.tsx';
import { formOfSettings, settingsOfForm } from './receiver-form.ts';
import type { ReceiverForm } from './receiver-form.ts';
import { ReceiverStanding } from './receiver-standing.tsx';
import './receivers.css';
import { SigningEditor } from './signing-editor.tsx';

/** One receiver: how it stands on the left, what is set of it on the right. */
export function ReceiverPage({ receiver }: { readonly receiver: string }) {
  const { data, fault, reload } = useRequest('receivers.list', {});
  if (fault && !data) return <ErrorNote fault={fault} onRetry={reload} />;
  if (!data) return null;
  const view = data.find((each) => each.receiver === receiver);
  if (!view) {
    return (
      <EmptyState
        alone
        title={text.noSuch}
        actions={
          <Link href="/postbacks/receivers" className={buttonClass()}>
            {text.back}
          </Link>
        }
      >
        {text.noSuchText}
      </EmptyState>
    );
  }
  return <Receiver view={view} />;
}

function Receiver({ view }: { readonly view: ReceiverView }) {
  const { receiver } = view;
  const [opened, setOpened] = useState(() => formOfSettings(view.settings));
  const [form, setForm] = useState(opened);
  const [busy, setBusy] = useState(false);
  const settings = useMemo(() => settingsOfForm(form), [form]);
  const changed = JSON.stringify(form) !== JSON.stringify(opened);
  const guard = useLeaveGuard(changed);
  const change = (part: Partial<ReceiverForm>): void => setForm((last) => ({ ...last, ...part }));
  const save = async (): Promise<void> => {
    if (settings === null || !changed) return;
    setBusy(true);
    try {
      const saved = formOfSettings((await ask('receivers.configure', { receiver, settings })).settings);
      setOpened(saved);
      setForm(saved);
      toast(text.saved);
    } catch (thrown) {
      reportFault(thrown);
    } finally {
      setBusy(false);
    }
  };
  useShortcut('mod+s', () => void save());

  return (
    <div className="page postbacks">
      <PageHeader
        title={receiver}
        actions={
          <>
            <BackLink to="/postbacks/receivers" label={text.back} />
            <PauseButton view={view} />
            <Button
              kind="primary"
              disabled={busy || !changed || settings === null}
              aria-keyshortcuts={ariaShortcut('mod+s', onMac())}
              onClick={() => void save()}
            >
              {text.save}
            </Button>
          </>
        }
      />
      <div className="page-scroll receiver-page">
        <div className="template-column">
          <ReceiverStanding view={view} />
          <Panel title={text.limits}>
            <LimitFields form={form} onChange={change} />
          </Panel>
          <Panel title={text.local}>
            <Switch
              label={text.localLabel}
              hint={postbacksText.localHint}
              checked={view.allowLocal}
              onChecked={(allowLocal) => {
                ask('receivers.setAllowLocal', { receiver, allowLocal }).catch(reportFault);
              }}
            />
          </Panel>
        </div>
        <div className="template-column">
          <Panel title={text.acceptance}>
            <AcceptanceEditor receiver={receiver} form={form} onChange={change} />
          </Panel>
          <Panel title={text.signing}>
            <SigningEditor view={view} form={form} onChange={change} />
          </Panel>
        </div>
      </div>
      <LeaveUnsaved guard={guard} words={text.unsaved} />
    </div>
  );
}
