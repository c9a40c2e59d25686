import { useMemo, useState } from 'react';
import { Link } from 'wouter';
import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import { useLeaveGuard } from '#renderer/app/use-leave-guard.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button, buttonClass } from '#renderer/ui/button.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { ariaShortcut, onMac, useShortcut } from '#renderer/ui/shortcut.ts';
import { Switch } from '#renderer/ui/switch.tsx';
import { checkTemplate, isSavable } from '#shared/domain/macros.ts';
import type { PostbackTemplate } from '#shared/ipc/postbacks.ts';
import { ConfirmOwed } from './confirm-owed.tsx';
import { LeaveUnsaved } from './leave-unsaved.tsx';
import { RemoveTemplate } from './remove-template.tsx';
import { TemplatePreviewPanel } from './template-preview-panel.tsx';
import { draftOfForm, startingNow, type TemplateForm } from './template-form.ts';
import { owesAtOnce, useTemplateSaving } from './template-saving.ts';
import { TemplateRequest } from './template-request.tsx';
import { TemplateScope } from './template-scope.tsx';
import { TemplateEvents } from './template-events.tsx';
import { TemplateStart } from './template-start.tsx';
import { TemplateUrl } from './template-url.tsx';
import { TestFire } from './test-fire.tsx';
import { useSettled } from './use-settled.ts';

/** Typing pauses this long before the engine is asked what the draft would do. */
const PAUSE_MS = 250;

/** Editing a template: what is sent on the left, for which conversions and with what effect on the right. */
export function TemplateEditor(props: {
  readonly stored: PostbackTemplate | null;
  readonly initial: TemplateForm;
}) {
  const { stored } = props;
  const zone = useTimeZone();
  const [opened] = useState(props.initial);
  const [form, setForm] = useState(opened);
  const [tried, setTried] = useState(false);
  const [conversionId, setConversionId] = useState<number | null>(null);
  const [dialog, setDialog] = useState<'fire' | 'remove' | null>(null);
  const faults = useMemo(() => checkTemplate(form.url.trimEnd()), [form.url]);
  const draft = useMemo(() => draftOfForm(form, zone), [form, zone]);
  const savable = draft !== null && isSavable(faults) ? draft : null;
  const settled = useSettled(savable, PAUSE_MS);
  const consequence = useRequest(
    'templates.consequence',
    settled !== null && owesAtOnce(settled) ? settled : null,
  );
  const guard = useLeaveGuard(JSON.stringify(form) !== JSON.stringify(opened));
  const saving = useTemplateSaving(() => {
    toast(text.saved);
    guard.goOn('/postbacks/templates');
  });
  const change = (part: Partial<TemplateForm>): void => setForm((last) => ({ ...last, ...part }));
  const save = (): void => {
    setTried(true);
    if (savable !== null) void saving.save(startingNow(savable, Date.now()));
  };
  useShortcut('mod+s', save);

  return (
    <div className="page postbacks">
      <PageHeader
        title={stored ? text.editorEdit : text.editorNew}
        note={stored ? stored.name || stored.receiver : undefined}
        actions={
          <>
            {stored && (
              <Button kind="danger" onClick={() => setDialog('remove')}>
                {text.remove}
              </Button>
            )}
            <Link href="/postbacks/templates" className={buttonClass('quiet')}>
              {text.cancel}
            </Link>
            <Button disabled={savable === null} onClick={() => setDialog('fire')}>
              {text.testFire}
            </Button>
            <Button
              kind="primary"
              disabled={saving.busy}
              aria-keyshortcuts={ariaShortcut('mod+s', onMac())}
              onClick={save}
            >
              {text.saveNew}
            </Button>
          </>
        }
      />
      <div className="page-scroll template-editor">
        <div className="template-column">
          <TextInput
            label={text.name}
            hint={text.nameHint}
            value={form.name}
            maxLength={120}
            onValue={(name) => change({ name })}
          />
          <TemplateRequest form={form} onChange={change} />
          <TemplateUrl url={form.url} faults={faults} tried={tried} onUrl={(url) => change({ url })} />
        </div>
        <div className="template-column">
          <TemplatePreviewPanel draft={settled} conversionId={conversionId} onConversion={setConversionId} />
          <Panel title={text.scope}>
            <TemplateScope form={form} onChange={change} />
          </Panel>
          <Panel title={text.events}>
            <TemplateEvents form={form} onChange={change} />
          </Panel>
          <Panel title={text.start}>
            <TemplateStart
              form={form}
              onChange={change}
              wouldOwe={settled !== null && owesAtOnce(settled) ? consequence.data?.wouldOwe : undefined}
            />
          </Panel>
          <Switch
            label={text.active}
            hint={text.activeHint}
            checked={form.active}
            onChecked={(active) => change({ active })}
          />
        </div>
      </div>
      <ConfirmOwed saving={saving} />
      <TestFire
        draft={dialog === 'fire' ? savable : null}
        conversionId={conversionId}
        onClose={() => setDialog(null)}
      />
      <RemoveTemplate
        template={dialog === 'remove' ? stored : null}
        onClose={() => setDialog(null)}
        onRemoved={() => guard.goOn('/postbacks/templates')}
      />
      <LeaveUnsaved guard={guard} />
    </div>
  );
}
