import { type RefObject, useEffect, useEffectEvent, useMemo, useState } from 'react';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Note } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import type { SendListDetail } from '#shared/ipc/send-lists.ts';
import { CopiesPanel } from './copies-panel.tsx';
import { draftOfForm, formFaults, formOfList, type ListForm } from './list-form.ts';
import { NumbersPanel } from './numbers-panel.tsx';
import { PoolPanel } from './pool-panel.tsx';
import { RecipientsPanel } from './recipients-panel.tsx';

const SAVE_AFTER_MS = 500;
const PREVIEWED = 4;

/** Setting a list up: who, with which words, with which numbers. What is typed is saved after a pause. */
export function SetupView(props: {
  readonly list: SendListDetail;
  /** Saves what is not saved yet; false when it cannot be. */
  readonly flush: RefObject<() => Promise<boolean>>;
}) {
  const { list, flush } = props;
  const { id, state } = list.row;
  const frozen = state !== 'draft';
  const [form, setForm] = useState(() => formOfList(list));
  const [savedKey, setSavedKey] = useState(() => JSON.stringify(draftOfForm(formOfList(list))));
  const draft = useMemo(() => draftOfForm(form), [form]);
  const faults = useMemo(() => formFaults(form), [form]);
  const key = JSON.stringify(draft);
  const unsaved = draft !== null && key !== savedKey;
  const first = useRequest('sendLists.recipients', { id, index: 0, limit: PREVIEWED, text: '' });

  const save = useEffectEvent(async (): Promise<boolean> => {
    if (draft === null) return false;
    if (key === savedKey) return true;
    try {
      await ask('sendLists.save', { id, draft });
      setSavedKey(key);
      return true;
    } catch (fault) {
      reportFault(fault);
      return false;
    }
  });
  useEffect(() => {
    if (!unsaved) return;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  }, [unsaved, key]);
  useEffect(() => {
    flush.current = () => save();
    return () => {
      void save();
      flush.current = () => Promise.resolve(true);
    };
  }, [flush]);
  const change = (part: Partial<ListForm>): void => setForm((last) => ({ ...last, ...part }));

  return (
    <div className="page-scroll setup">
      <div className="setup-column">
        {frozen && <Note>{text.frozen}</Note>}
        <div className="setup-name">
          <TextInput
            label={text.name}
            value={form.name}
            maxLength={80}
            onValue={(name) => change({ name })}
          />
          <output className="muted">{unsaved ? text.saving : text.saved}</output>
        </div>
        <RecipientsPanel list={list} />
        <NumbersPanel form={form} faults={faults} frozen={frozen} onChange={change} />
        <PoolPanel list={list} form={form} />
      </div>
      <div className="setup-column">
        <CopiesPanel
          form={form}
          faults={faults}
          frozen={frozen}
          recipients={first.data?.rows ?? []}
          onChange={change}
        />
      </div>
    </div>
  );
}
