import { countText } from '#renderer/app/format/count.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';

const SHOWN = 200;
const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnLine, end: true },
  { title: text.columnId },
  { title: text.columnHandle },
  { title: text.columnReason },
];

/** Rows that get no message, each with its reason. */
export function ExcludedDialog(props: {
  readonly id: number;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const { id, open, onClose } = props;
  const { data } = useRequest('sendLists.excluded', open ? { id, index: 0, limit: SHOWN } : null);
  return (
    <Dialog open={open} onOpen={(next) => !next && onClose()} title={text.excludedTitle} wide>
      {data && (
        <PlainTable label={text.excludedLabel} columns={COLUMNS}>
          {data.rows.map((row) => (
            <tr key={row.id}>
              <td className="table-number">{countText(row.line)}</td>
              <td className="mono">{row.twitterId}</td>
              <td>{row.handle}</td>
              <td>{row.message}</td>
            </tr>
          ))}
        </PlainTable>
      )}
      {data && data.count > data.rows.length && (
        <p className="muted">{text.moreRows(countText(data.count - data.rows.length))}</p>
      )}
    </Dialog>
  );
}
