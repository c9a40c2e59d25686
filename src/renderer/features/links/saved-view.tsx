import { useDeferredValue, useState } from 'react';
import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { linksText } from '#renderer/app/messages/en/links.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import '#renderer/ui/plain-table.css';
import { PAGE_LINKS, SavedRows } from './saved-rows.tsx';

/** The links that were saved, newest first, found by any text in them. */
export function SavedView() {
  const [typed, setTyped] = useState('');
  const text = useDeferredValue(typed.trim());
  const filter = text === '' ? {} : { text };
  const first = useRequest('links.list', { ...filter, before: null, limit: PAGE_LINKS });
  return (
    <div className="page-scroll saved">
      <div className="saved-search">
        <TextInput
          label={linksText.search}
          type="search"
          value={typed}
          placeholder={linksText.searchPlaceholder}
          maxLength={200}
          onValue={setTyped}
        />
        {first.data && (
          <output className="muted number">
            {linksText.savedCount(countText(first.data.count), text !== '')}
          </output>
        )}
      </div>
      {first.fault && <ErrorNote fault={first.fault} onRetry={first.reload} />}
      {first.data && first.data.rows.length === 0 && <NothingSaved searched={text !== ''} />}
      {first.data && first.data.rows.length > 0 && (
        <table className="plain-table saved-table">
          <thead>
            <tr>
              <th scope="col">{linksText.columnNumber}</th>
              <th scope="col">{linksText.columnPartner}</th>
              <th scope="col">{linksText.columnOffer}</th>
              <th scope="col">{linksText.columnSubIds}</th>
              <th scope="col">{linksText.columnSaved}</th>
              <th scope="col">
                <span className="visually-hidden">{linksText.columnActions}</span>
              </th>
            </tr>
          </thead>
          <SavedRows key={text} rows={first.data.rows} text={text} />
        </table>
      )}
    </div>
  );
}

function NothingSaved({ searched }: { readonly searched: boolean }) {
  if (searched) return <EmptyState title={linksText.nothingFound}>{linksText.nothingFoundText}</EmptyState>;
  return (
    <EmptyState
      title={linksText.savedEmpty}
      actions={
        <Link href="/links" className={buttonClass('primary')}>
          {linksText.toComposer}
        </Link>
      }
    >
      {linksText.savedEmptyText}
    </EmptyState>
  );
}
