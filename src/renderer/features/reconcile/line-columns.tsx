import { exactInstantText, shortExactText } from '#renderer/app/format/instant.ts';
import { moneyText } from '#renderer/app/format/money.ts';
import { phoneText } from '#renderer/app/format/phone.ts';
import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import type { Column } from '#renderer/ui/table/column.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReconcileCell, ReconcileRow } from '#shared/ipc/reconcile.ts';
import { causeWord } from './run-words.ts';

/** The columns of a run's lines: the call, what every side says of it, and why that differs. */
export function lineColumns(
  names: readonly string[],
  zone: string,
  now: number,
): readonly Column<ReconcileRow>[] {
  const [first = '', ...others] = names;
  const two = others.length === 1;
  return [
    {
      id: 'at',
      title: text.colTime,
      width: 136,
      sortable: true,
      cell: (row) => (
        <span className="number">{row.at === null ? '' : shortExactText(row.at, zone, now)}</span>
      ),
      whole: (row) => (row.at === null ? '' : exactInstantText(row.at, zone)),
    },
    {
      id: 'call',
      title: text.colCall,
      width: 142,
      mono: true,
      cell: (row) => row.invocaId,
      whole: (row) => row.invocaId,
    },
    { id: 'number', title: text.colNumber, width: 116, spare: 1, cell: (row) => phoneText(row.number) },
    ...names.map((name, place) => ({
      id: `side_${place}`,
      title: name,
      width: 152,
      spare: 2,
      cell: (row: ReconcileRow) => <Said cell={row.cells[place] ?? null} />,
      whole: (row: ReconcileRow) => wordsOf(row.cells[place] ?? null),
    })),
    ...others.map((other, place) => ({
      id: `cause_${place}`,
      title: two ? text.colOnly : text.colCause(other),
      width: 176,
      grow: true,
      cell: (row: ReconcileRow) => {
        const cause = row.causes[place] ?? '';
        return cause === '' ? null : (
          <Tag tone={row.accepted === null ? 'wait' : 'plain'}>{causeWord(cause, first, other)}</Tag>
        );
      },
      whole: (row: ReconcileRow) => {
        const cause = row.causes[place] ?? '';
        return cause === '' ? '' : text.causeHint[cause];
      },
    })),
    ...others.map((other, place) => ({
      id: place === 0 ? 'amount' : `amount_${place}`,
      title: two ? text.colMoreOnly : text.colMore(other),
      width: 104,
      end: true,
      sortable: place === 0,
      cell: (row: ReconcileRow) => {
        const amount = row.deltas[place] ?? 0;
        return amount === 0 ? '' : moneyText({ amount, currency: row.currency });
      },
    })),
    {
      id: 'accepted',
      title: text.colAccepted,
      width: 96,
      spare: 0,
      muted: true,
      cell: (row) => (row.accepted === null ? '' : row.accepted || text.acceptedNote),
      whole: (row) => row.accepted ?? '',
    },
  ];
}

function Said({ cell }: { readonly cell: ReconcileCell | null }) {
  if (cell === null) return <span className="faint">–</span>;
  return (
    <span className="reconcile-said">
      <StatusMark status={cell.status} />
      <span className="number">{moneyText({ amount: cell.payout, currency: cell.currency })}</span>
    </span>
  );
}

function wordsOf(cell: ReconcileCell | null): string {
  if (cell === null) return text.absent;
  return `${cell.status}, ${moneyText({ amount: cell.payout, currency: cell.currency })}`;
}
