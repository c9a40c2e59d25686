import { Plus } from 'lucide-react';
import { useState } from 'react';
import { datesText, listText } from '#renderer/app/format/view-dates.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { filterText } from '#renderer/app/messages/en/filter.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChoiceList, useTyped } from '#renderer/ui/filter/choice-list.tsx';
import { DatesEditor } from '#renderer/ui/filter/dates-editor.tsx';
import { Term } from '#renderer/ui/filter/term.tsx';
import { Menu, MenuGroup, MenuItem } from '#renderer/ui/menu.tsx';
import { CALL_COLUMNS, fieldColumn } from '#shared/domain/call-columns.ts';
import type { CallField } from '#shared/ipc/calls.ts';
import { type CallView, withCondition } from './call-view.ts';
import { columnWords, spanText, valueWords } from './call-words.ts';
import type { CallNames } from './use-call-names.ts';

const DATES = 'dates';

/** Columns a condition can speak of; times have a condition of their own, and talk time is sorted by instead. */
const COMPARED = CALL_COLUMNS.filter((column) => column !== 'started_at' && column !== 'talk_seconds');

/** The filter as a sentence over any column, custom fields included. */
export function CallsFilter(props: {
  readonly view: CallView;
  readonly fields: readonly CallField[];
  readonly names: CallNames;
  readonly onChange: (change: Partial<CallView>, options?: { readonly replace?: boolean }) => void;
}) {
  const { view, names, onChange } = props;
  const zone = useTimeZone();
  const [editing, setEditing] = useState<string | null>(null);
  const set = view.where.map(({ column }) => column);
  const told = editing !== null && editing !== DATES && !set.includes(editing) ? [...set, editing] : set;
  const dated = view.dates !== null || editing === DATES;
  const opener = (id: string) => (open: boolean) => setEditing(open ? id : null);
  return (
    <div className="sentence">
      <span>{told.length === 0 && !dated && view.span === null ? text.show : text.where}</span>
      {dated && (
        <Term
          words={text.termDates}
          value={view.dates ? datesText(view.dates) : ''}
          label={text.conditionDates}
          joined={false}
          open={editing === DATES}
          onOpen={opener(DATES)}
          onRemove={() => {
            setEditing(null);
            onChange({ dates: null });
          }}
          editor={
            <DatesEditor dates={view.dates} onDates={(dates) => onChange({ dates }, { replace: true })} />
          }
        />
      )}
      {view.span && (
        <Term
          words={text.termDates}
          value={spanText(view.span, zone)}
          label={text.conditionDates}
          joined={dated}
          open={false}
          onOpen={() => undefined}
          onRemove={() => onChange({ span: null })}
          editor={null}
        />
      )}
      {told.map((column, index) => {
        const values = view.where.find((one) => one.column === column)?.values ?? [];
        const change = (next: readonly string[], replace: boolean): void =>
          onChange({ where: withCondition(view, column, next).where }, { replace });
        return (
          <Term
            key={column}
            words={text.term(columnWords(column))}
            value={values.length === 0 ? '' : listText(values.map((value) => names.valueOf(column, value)))}
            label={columnWords(column)}
            joined={index > 0 || dated || view.span !== null}
            open={editing === column}
            onOpen={opener(column)}
            onRemove={() => {
              setEditing(null);
              change([], false);
            }}
            editor={
              <ValuesEditor
                column={column}
                chosen={values}
                onValues={(next) => change(next, true)}
                names={names}
              />
            }
          />
        );
      })}
      <Menu
        trigger={
          <Button kind="quiet" size="small">
            <Plus size={14} aria-hidden />
            {filterText.addCondition}
          </Button>
        }
      >
        <MenuGroup label={text.conditionGroup}>
          {!dated && <MenuItem onPick={() => setEditing(DATES)}>{text.conditionDates}</MenuItem>}
          {COMPARED.filter((column) => !told.includes(column)).map((column) => (
            <MenuItem key={column} onPick={() => setEditing(column)}>
              {columnWords(column)}
            </MenuItem>
          ))}
        </MenuGroup>
        {props.fields.length > 0 && (
          <MenuGroup label={text.information}>
            {props.fields
              .filter(({ name }) => !told.includes(fieldColumn(name)))
              .map(({ name }) => (
                <MenuItem key={name} onPick={() => setEditing(fieldColumn(name))}>
                  <span className="mono">{name}</span>
                </MenuItem>
              ))}
          </MenuGroup>
        )}
      </Menu>
    </div>
  );
}

function ValuesEditor(props: {
  readonly column: string;
  readonly chosen: readonly string[];
  readonly names: CallNames;
  readonly onValues: (values: readonly string[]) => void;
}) {
  const { column, chosen, names } = props;
  const typed = useTyped();
  const { data } = useRequest('calls.values', { column, text: typed.asked.text ?? '' });
  const choices = [
    ...chosen
      .filter((value) => !data?.some((one) => one.value === value))
      .map((value) => ({ value, label: names.valueOf(column, value) })),
    ...(data ?? []),
  ];
  return (
    <ChoiceList
      label={columnWords(column)}
      typed={typed}
      chosen={chosen.map(idOf)}
      choices={choices.map((one) => ({
        id: idOf(one.value),
        name: valueWords(column, one.value, one.label),
        aside: 'calls' in one ? String(one.calls) : '',
      }))}
      onToggle={(id, on) => {
        const value = id.slice(1);
        props.onValues(on ? [...chosen, value] : chosen.filter((one) => one !== value));
      }}
    />
  );
}

/** An id of a choice, which must not be empty where the value is. */
const idOf = (value: string): string => `=${value}`;
