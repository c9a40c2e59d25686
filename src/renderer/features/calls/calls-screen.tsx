import { Download, MoreHorizontal, Trash2, Upload } from 'lucide-react';
import { useRef, useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { useViewInAddress } from '#renderer/state/use-view-in-address.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ColumnsMenu } from '#renderer/ui/columns-menu.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Menu, MenuItem } from '#renderer/ui/menu.tsx';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { SearchBox } from '#renderer/ui/search-box.tsx';
import { useShortcut } from '#renderer/ui/shortcut.ts';
import { SplitView } from '#renderer/ui/split-view.tsx';
import { CALL_COLUMNS, fieldColumn } from '#shared/domain/call-columns.ts';
import type { CallField } from '#shared/ipc/calls.ts';
import { CallPanel } from './call-panel.tsx';
import { CallSums } from './call-sums.tsx';
import { addressOfCalls, callViewOf, firstGroupOrder } from './call-view.ts';
import { CallsFilter } from './calls-filter.tsx';
import { CallsGroups } from './calls-groups.tsx';
import { CallsList } from './calls-list.tsx';
import './calls.css';
import { DeleteDialog } from './delete-dialog.tsx';
import { ExportCalls } from './export-calls.tsx';
import { GroupMenu } from './group-menu.tsx';
import { ImportDialog } from './import-dialog.tsx';
import { useCallColumns } from './use-call-columns.ts';
import { useCallNames } from './use-call-names.ts';
import { useCallList } from './use-calls.ts';
import { useImport } from './use-import.ts';
import { ViewsTabs } from './views-tabs.tsx';

const NO_FIELDS: readonly CallField[] = [];

/** Every call of every network: filtered by anything it carries, grouped, exported, with a panel beside the list. */
export function CallsScreen() {
  const { view, openId, change, open } = useViewInAddress(callViewOf, addressOfCalls);
  const fields = useRequest('calls.fields', {}).data ?? NO_FIELDS;
  const { chosen, choose, toggle } = useCallColumns(fields);
  const names = useCallNames(view);
  const list = useCallList(view, chosen);
  const importing = useImport();
  const [dialog, setDialog] = useState<'export' | 'delete' | null>(null);
  const split = useRef<HTMLDivElement>(null);
  const { totals } = list;
  const close = (): void => {
    open(null);
    split.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  };
  useShortcut('escape', close, openId !== null && dialog === null);

  return (
    <div className="page calls">
      <PageHeader
        title={text.title}
        note={totals && noteOf(totals)}
        actions={
          <>
            <SearchBox
              label={text.search}
              placeholder={text.searchPlaceholder}
              text={view.text}
              onText={(next) => change({ text: next }, { replace: true })}
            />
            <GroupMenu
              group={view.group}
              fields={fields}
              onGroup={(group) => {
                open(null, { replace: true });
                change({ group, groupOrder: firstGroupOrder(group ?? '') });
              }}
            />
            {view.group === null && (
              <ColumnsMenu groups={columnGroups(fields)} chosen={chosen} onToggle={toggle} />
            )}
            <Button kind="quiet" onClick={() => setDialog('export')}>
              <Download size={16} aria-hidden />
              {text.export}
            </Button>
            <Menu
              align="end"
              trigger={
                <Button kind="quiet" className="button-icon" aria-label={text.more} title={text.more}>
                  <MoreHorizontal size={16} aria-hidden />
                </Button>
              }
            >
              <MenuItem icon={<Upload size={14} aria-hidden />} onPick={() => void importing.choose()}>
                {text.import}
              </MenuItem>
              <MenuItem icon={<Trash2 size={14} aria-hidden />} onPick={() => setDialog('delete')}>
                {text.delete}
              </MenuItem>
            </Menu>
          </>
        }
      />
      <ViewsTabs view={view} columns={chosen} onColumns={choose} />
      <div className="calls-bar">
        <CallsFilter view={view} fields={fields} names={names} onChange={change} />
        {totals && <CallSums totals={totals} />}
      </div>
      {view.group === 'keywords' && <p className="calls-note muted">{text.keywordsNote}</p>}
      {list.fault && <ErrorNote fault={list.fault} onRetry={list.reload} />}
      <SplitView
        frame={split}
        panel={
          view.group === null && openId !== null && <CallPanel key={openId} id={openId} onClose={close} />
        }
      >
        {view.group === null ? (
          list.rows && (
            <CallsList
              view={view}
              chosen={chosen}
              list={list}
              openId={openId}
              onChange={change}
              onOpen={open}
              onImport={() => void importing.choose()}
            />
          )
        ) : (
          <CallsGroups
            key={view.group}
            view={view}
            group={view.group}
            onChange={change}
            onImport={() => void importing.choose()}
          />
        )}
      </SplitView>
      {dialog === 'export' && (
        <ExportCalls
          view={view}
          columns={chosen}
          names={names}
          count={totals?.count ?? 0}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'delete' && <DeleteDialog onClose={() => setDialog(null)} />}
      {importing.file && (
        <ImportDialog key={importing.file.ticket} file={importing.file} onClose={importing.close} />
      )}
    </div>
  );
}

function noteOf({
  count,
  all,
  pending,
}: {
  readonly count: number;
  readonly all: number;
  readonly pending: number;
}): string {
  const counted = count === all ? countText(all) : text.countOf(countText(count), countText(all));
  return pending === 0 ? counted : `${counted} · ${text.pending(countText(pending))}`;
}

function columnGroups(fields: readonly CallField[]) {
  const standard = {
    label: text.title,
    columns: CALL_COLUMNS.map((id): { id: string; title: string } => ({ id, title: text.column[id] })),
  };
  if (fields.length === 0) return [standard];
  const found = fields.map(({ name }) => ({
    id: fieldColumn(name),
    title: <span className="mono">{name}</span>,
  }));
  return [standard, { label: text.information, columns: found }];
}
