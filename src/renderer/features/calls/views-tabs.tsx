import { Bookmark, X } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import '#renderer/ui/tabs.css';
import type { SavedView } from '#shared/ipc/calls.ts';
import { ALL_CALLS, type CallView, searchOfCalls } from './call-view.ts';

/** Ready views and those a person kept; the one shown can be kept under a name. */
export function ViewsTabs(props: {
  readonly view: CallView;
  readonly columns: readonly string[];
  readonly onColumns: (columns: readonly string[]) => void;
}) {
  const { view, columns, onColumns } = props;
  const [saving, setSaving] = useState(false);
  const saved = useRequest('calls.views', {}).data ?? [];
  const search = searchOfCalls(view);
  const keepsColumns = (one: SavedView): boolean => one.columns.join() === columns.join();
  const tab = (label: string, shown: Partial<CallView>) => {
    const query = searchOfCalls({ ...ALL_CALLS, ...shown });
    return (
      <Link
        key={label}
        href={query === '' ? '/calls' : `/calls?${query}`}
        className="tab"
        aria-current={query === search ? 'page' : undefined}
        draggable={false}
      >
        {label}
      </Link>
    );
  };
  return (
    <nav className="tabs calls-views" aria-label={text.views}>
      {tab(text.viewAll, {})}
      {tab(text.viewToday, { dates: { kind: 'last', days: 1 } })}
      {tab(text.viewOrders, { where: [{ column: 'order', values: ['yes'] }] })}
      {tab(text.viewMissed, { where: [{ column: 'status', values: ['no_answer', 'busy', 'failed'] }] })}
      {saved.map((one) => (
        <span key={one.id} className="saved-view">
          <Link
            href={one.search === '' ? '/calls' : `/calls?${one.search}`}
            className="tab"
            aria-current={one.search === search && keepsColumns(one) ? 'page' : undefined}
            draggable={false}
            onClick={() => onColumns(one.columns)}
          >
            {one.name}
          </Link>
          <IconButton
            size="small"
            label={text.removeView(one.name)}
            icon={<X size={12} aria-hidden />}
            onClick={() => void remove(one)}
          />
        </span>
      ))}
      <Button kind="quiet" size="small" className="calls-save-view" onClick={() => setSaving(true)}>
        <Bookmark size={14} aria-hidden />
        {text.saveView}
      </Button>
      {saving && <SaveView search={search} columns={columns} onClose={() => setSaving(false)} />}
    </nav>
  );
}

async function remove(view: SavedView): Promise<void> {
  try {
    await ask('calls.removeView', { id: view.id });
    toast(text.removedView(view.name), { label: text.undo, run: () => void keep(view) });
  } catch (thrown) {
    reportFault(thrown);
  }
}

async function keep({ name, search, columns }: Omit<SavedView, 'id'>): Promise<void> {
  try {
    await ask('calls.saveView', { name, search, columns });
  } catch (thrown) {
    reportFault(thrown);
  }
}

function SaveView(props: {
  readonly search: string;
  readonly columns: readonly string[];
  readonly onClose: () => void;
}) {
  const [name, setName] = useState('');
  const { busy, fault, submit } = useSubmit();
  const save = async (): Promise<void> => {
    await ask('calls.saveView', { name, search: props.search, columns: [...props.columns] });
    toast(text.saved(name.trim()));
    props.onClose();
  };
  return (
    <FormDialog
      title={text.saveViewTitle}
      confirm={uiText.save}
      ready={name.trim() !== '' && !busy}
      onSubmit={() => submit(save)}
      onClose={props.onClose}
    >
      <TextInput
        label={text.saveViewName}
        hint={text.saveViewHint}
        error={fault?.message}
        value={name}
        maxLength={60}
        autoFocus
        onValue={setName}
      />
    </FormDialog>
  );
}
