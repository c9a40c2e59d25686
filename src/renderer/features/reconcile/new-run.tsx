import { Plus } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { useToday } from '#renderer/app/use-today.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { BackLink } from '#renderer/ui/back-link.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { wallClock } from '#shared/domain/wall-clock.ts';
import type { ChosenFile } from '#shared/ipc/reconcile.ts';
import { draftOf, newForm, newSide, type RunForm, type SideForm } from './run-form.ts';
import { ScopeFields } from './scope-fields.tsx';
import { SideFields } from './side-fields.tsx';

/** A new reconciliation: its sides, what of them is compared, and what reading each file would give. */
export function NewRun({ digest }: { readonly digest: string }) {
  const [, goTo] = useLocation();
  const zone = useTimeZone();
  const { dayStart } = useToday(zone);
  const [form, setForm] = useState<RunForm>(() => newForm(zone, wallClock(dayStart, zone).date));
  const [busy, setBusy] = useState(false);
  const accounts = useRequest('reconcile.accounts', {}).data;
  const made = draftOf(form);
  const setSide = (place: number, change: Partial<SideForm>): void =>
    setForm((last) => ({
      ...last,
      sides: last.sides.map((side, at) => (at === place ? { ...side, ...change } : side)),
    }));
  const takeFile = (place: number, file: ChosenFile): void => {
    setForm((last) => ({
      ...last,
      networkId: file.networkId ?? last.networkId,
      partnerId: file.partnerId === '' ? last.partnerId : file.partnerId,
      sides: last.sides.map((side, at) =>
        at === place
          ? { ...side, kind: `file ${file.role}`, file, mapping: file.mapping, readable: true }
          : side,
      ),
    }));
  };
  const takeKept = useEffectEvent(async () => {
    try {
      takeFile(1, await ask('reconcile.keptFile', { digest, role: 'partner' }));
    } catch (thrown) {
      reportFault(thrown);
    }
  });
  useEffect(() => {
    if (digest !== '') void takeKept();
  }, [digest]);
  const start = async (): Promise<void> => {
    if (!('draft' in made)) return;
    setBusy(true);
    try {
      const { id } = await ask('reconcile.start', made.draft);
      goTo(`/reconcile/runs/${id}`);
    } catch (thrown) {
      setBusy(false);
      reportFault(thrown);
    }
  };
  return (
    <div className="page reconcile">
      <PageHeader title={text.formTitle} actions={<BackLink to="/reconcile" label={text.back} />} />
      <div className="page-scroll">
        <form
          className="reconcile-form"
          aria-label={text.formTitle}
          onSubmit={(event) => {
            event.preventDefault();
            void start();
          }}
        >
          <Panel
            title={text.sides}
            actions={
              form.sides.length < 3 && (
                <Button
                  size="small"
                  kind="quiet"
                  onClick={() => setForm({ ...form, sides: [...form.sides, newSide('invoca', zone)] })}
                >
                  <Plus size={14} aria-hidden />
                  {text.addSide}
                </Button>
              )
            }
          >
            <p className="muted">{text.sidesHint}</p>
            <div className="reconcile-sides">
              {form.sides.map((side, place) => (
                <SideFields
                  key={place}
                  place={place}
                  side={side}
                  accounts={accounts}
                  onSide={(change) => setSide(place, change)}
                  onFile={(file) => takeFile(place, file)}
                  onPeriod={(firstDay, lastDay) => setForm((last) => ({ ...last, firstDay, lastDay }))}
                  onRemove={
                    form.sides.length > 2
                      ? () => setForm({ ...form, sides: form.sides.filter((_, at) => at !== place) })
                      : null
                  }
                />
              ))}
            </div>
          </Panel>
          <Panel title={text.scope}>
            <ScopeFields
              form={form}
              accounts={accounts}
              onForm={(change) => setForm({ ...form, ...change })}
            />
          </Panel>
          <div className="reconcile-start">
            <Button type="submit" kind="primary" size="large" disabled={busy || !('draft' in made)}>
              {busy ? text.starting : text.start}
            </Button>
            {'missing' in made && (
              <span className="muted" role="status">
                {made.missing}
              </span>
            )}
          </div>
        </form>
      </div>
    </div>
  );
}
