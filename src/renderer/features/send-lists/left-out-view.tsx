import { Trash2 } from 'lucide-react';
import { type SyntheticEvent, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { exactInstantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault } from '#renderer/state/desk-fault.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextArea, TextInput } from '#renderer/ui/field.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';

const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnId },
  { title: text.columnReason },
  { title: text.columnAdded },
  { title: text.letIn(''), unseen: true },
];

/** Who gets no message from any list. */
export function LeftOutView() {
  const { data, fault, reload } = useRequest('sendLists.leftOut', {});
  const zone = useTimeZone();
  const now = useNow(60_000);
  const letIn = (twitterId: string): void => {
    ask('sendLists.letIn', { twitterId }).catch(reportFault);
  };
  return (
    <div className="page-scroll left-out">
      <AddLeftOut />
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data?.length === 0 && <p className="muted">{text.leftOutEmpty}</p>}
      {data && data.length > 0 && (
        <PlainTable label={text.leftOutLabel} columns={COLUMNS}>
          {data.map(({ twitterId, note, addedAt }) => (
            <tr key={twitterId}>
              <td className="mono">{twitterId}</td>
              <td>{note}</td>
              <td className="number nowrap" title={exactInstantText(addedAt, zone)}>
                {shortInstantText(addedAt, zone, now)}
              </td>
              <td className="row-actions">
                <IconButton
                  size="small"
                  label={text.letIn(twitterId)}
                  icon={<Trash2 size={13} aria-hidden />}
                  onClick={() => letIn(twitterId)}
                />
              </td>
            </tr>
          ))}
        </PlainTable>
      )}
    </div>
  );
}

function AddLeftOut() {
  const [ids, setIds] = useState('');
  const [note, setNote] = useState('');
  const [error, setError] = useState<string | null>(null);
  const add = async (): Promise<void> => {
    try {
      const { added } = await ask('sendLists.leaveOut', { ids, note });
      toast(text.leftOutAdded(added, countText(added)));
      setIds('');
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
    }
  };
  const onSubmit = (event: SyntheticEvent): void => {
    event.preventDefault();
    if (ids.trim() !== '') void add();
  };
  return (
    <form className="left-out-form" onSubmit={onSubmit}>
      <p className="muted">{text.leftOutText}</p>
      <TextArea
        label={text.leftOutIds}
        hint={text.leftOutIdsHint}
        error={error}
        value={ids}
        rows={2}
        mono
        onValue={(next) => {
          setIds(next);
          setError(null);
        }}
      />
      <div className="left-out-add">
        <TextInput label={text.leftOutNote} value={note} maxLength={200} onValue={setNote} />
        <Button type="submit" disabled={ids.trim() === ''}>
          {text.leaveOut}
        </Button>
      </div>
    </form>
  );
}
