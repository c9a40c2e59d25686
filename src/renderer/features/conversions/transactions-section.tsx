import { useState } from 'react';
import { instantText } from '#renderer/app/format/instant.ts';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { RawTransaction } from '#shared/ipc/conversions.ts';
import { indentJson } from './indent-json.ts';
import { SectionTitle } from '#renderer/ui/section-title.tsx';

/** The transactions exactly as received; each opens to its JSON. */
export function TransactionsSection({ transactions }: { readonly transactions: readonly RawTransaction[] }) {
  return (
    <section>
      <SectionTitle>
        {text.transactions} <span className="faint">{text.transactionsCount(transactions.length)}</span>
      </SectionTitle>
      <ul className="transactions">
        {transactions.map((transaction, index) => (
          <li key={index}>
            <Transaction transaction={transaction} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Transaction({ transaction }: { readonly transaction: RawTransaction }) {
  const zone = useTimeZone();
  const [open, setOpen] = useState(false);
  return (
    <details className="transaction" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <span className="mono wrap-anywhere">{transaction.transactionId}</span>{' '}
        <span className="muted">{transaction.type}</span>{' '}
        {transaction.waiting && <Tag tone="wait">{text.waitingOriginal}</Tag>}
        <span className="transaction-note faint">
          {text.received(instantText(transaction.receivedAt, zone))}
          {transaction.correctsId !== null && ` · ${text.corrects(transaction.correctsId)}`}
        </span>
      </summary>
      {open && (
        <div className="raw">
          <div className="raw-tools">
            <span className="muted">{text.transactionIdShort}</span>
            <CopyButton text={transaction.transactionId} what={text.transactionId} />
            <span className="muted">{text.rawShort}</span>
            <CopyButton text={transaction.raw} what={text.copyRaw} />
          </div>
          <pre className="mono" tabIndex={0} aria-label={transaction.transactionId}>
            {indentJson(transaction.raw)}
          </pre>
        </div>
      )}
    </details>
  );
}
