import { countText } from '#renderer/app/format/count.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';

const SHOWN = 6;
const COLUMNS: readonly PlainColumn[] = [
  { title: text.columnHandle },
  { title: text.columnPerson },
  { title: text.columnId },
];

/** The first recipients of a list, to see that columns were read rightly. */
export function RecipientRows({ id, count }: { readonly id: number; readonly count: number }) {
  const { data } = useRequest('sendLists.recipients', { id, index: 0, limit: SHOWN, text: '' });
  if (!data) return null;
  return (
    <>
      <PlainTable label={text.recipientsLabel} columns={COLUMNS}>
        {data.rows.map((row) => (
          <tr key={row.id}>
            <td>@{row.handle}</td>
            <td>{row.name}</td>
            <td className="mono">{row.twitterId}</td>
          </tr>
        ))}
      </PlainTable>
      {count > data.rows.length && (
        <p className="muted recipients-more">{text.moreRows(countText(count - data.rows.length))}</p>
      )}
    </>
  );
}
