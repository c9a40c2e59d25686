import { useState } from 'react';
import { countText } from '#renderer/app/format/count.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { SendListDetail } from '#shared/ipc/send-lists.ts';
import { PostPanel } from './post-panel.tsx';
import { PostsTable } from './posts-table.tsx';

/** Handing finished messages over: as a file, to the clipboard, or posted to an endpoint. */
export function HandOverView({ list }: { readonly list: SendListDetail }) {
  const { id, counts } = list.row;
  const [handed, setHanded] = useState(false);
  const nothing = counts.ready + (handed ? counts.handed : 0) === 0;
  const toFile = async (format: 'csv' | 'xlsx'): Promise<void> => {
    try {
      const { file, rows } = await ask('sendLists.export', { id, format, handed });
      if (file !== null) toast(text.written(rows, countText(rows)));
    } catch (fault) {
      reportFault(fault);
    }
  };
  const copy = async (): Promise<void> => {
    try {
      const { rows } = await ask('sendLists.copy', { id, handed });
      toast(text.copied(rows, countText(rows)));
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <div className="page-scroll hand-over">
      <Panel title={text.handOver}>
        <div className="hand-over-out">
          <p aria-live="polite">
            <span className="strong">{text.handOverCount(counts.ready, countText(counts.ready))}</span>{' '}
            {counts.handed > 0 && text.handedCount(counts.handed, countText(counts.handed))}
          </p>
          {counts.handed > 0 && (
            <Checkbox label={text.includeHanded} checked={handed} onChecked={setHanded} />
          )}
          <div className="hand-over-buttons">
            <Button kind="primary" disabled={nothing} onClick={() => void toFile('csv')}>
              {text.csv}
            </Button>
            <Button disabled={nothing} onClick={() => void toFile('xlsx')}>
              {text.xlsx}
            </Button>
            <Button disabled={nothing} onClick={() => void copy()}>
              {text.clipboard}
            </Button>
          </div>
          <p className="muted">{text.csvNote}</p>
        </div>
      </Panel>
      <PostPanel list={list} />
      <PostsTable list={list} />
    </div>
  );
}
