import { Layers, List } from 'lucide-react';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Menu, MenuChoice, MenuGroup } from '#renderer/ui/menu.tsx';
import { type CallColumn, fieldColumn } from '#shared/domain/call-columns.ts';
import type { CallField } from '#shared/ipc/calls.ts';
import { columnWords } from './call-words.ts';

const GROUPED: readonly (CallColumn | 'hour' | 'day')[] = [
  'day',
  'hour',
  'campaign',
  'partner',
  'number',
  'keywords',
  'caller_number',
  'network',
  'session_id',
  'status',
  'order',
  'result',
  'late',
];

/** What the calls are grouped by, or not at all. */
export function GroupMenu(props: {
  readonly group: string | null;
  readonly fields: readonly CallField[];
  readonly onGroup: (group: string | null) => void;
}) {
  const { group, onGroup } = props;
  const choice = (column: string) => (
    <MenuChoice key={column} chosen={group === column} onPick={() => onGroup(column)}>
      {columnWords(column)}
    </MenuChoice>
  );
  return (
    <Menu
      align="end"
      trigger={
        <Button kind="quiet" aria-pressed={group !== null}>
          {group === null ? <List size={16} aria-hidden /> : <Layers size={16} aria-hidden />}
          {group === null ? text.group : text.grouped(columnWords(group))}
        </Button>
      }
    >
      <MenuChoice chosen={group === null} onPick={() => onGroup(null)}>
        {text.ungrouped}
      </MenuChoice>
      <MenuGroup label={text.group}>{GROUPED.map(choice)}</MenuGroup>
      {props.fields.length > 0 && (
        <MenuGroup label={text.information}>
          {props.fields.map(({ name }) => choice(fieldColumn(name)))}
        </MenuGroup>
      )}
    </Menu>
  );
}
