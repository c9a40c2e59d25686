import { useState } from 'react';
import { shortInstantText } from '#renderer/app/format/instant.ts';
import { followerAccountsText as accountsText } from '#renderer/app/messages/en/follower-accounts.ts';
import { useDesk, useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { type PlainColumn, PlainTable } from '#renderer/ui/plain-table.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { FollowerAccountView } from '#shared/ipc/send-lists.ts';
import { AccountDialog } from './account-dialog.tsx';
import { AccountTokenDialog } from './account-token-dialog.tsx';

const COLUMNS: readonly PlainColumn[] = [
  { title: accountsText.accountName },
  { title: accountsText.userId },
  { title: accountsText.baseUrl },
  { title: accountsText.columnToken },
  { title: accountsText.columnLimit },
  { title: accountsText.replaceToken, unseen: true },
];

/** X accounts whose followers can be read into lists. */
export function AccountsView() {
  const { data, fault, reload } = useRequest('followers.accounts', {});
  const keyring = useDesk()?.keyring.available ?? true;
  const [adding, setAdding] = useState(false);
  const [replacing, setReplacing] = useState<FollowerAccountView | null>(null);
  const add = <Button onClick={() => setAdding(true)}>{accountsText.addAccount}</Button>;
  return (
    <div className="page-scroll accounts">
      {fault && <ErrorNote fault={fault} onRetry={reload} />}
      {data?.length === 0 && (
        <EmptyState title={accountsText.accountsEmpty} actions={add}>
          {accountsText.accountsEmptyText}
        </EmptyState>
      )}
      {data && data.length > 0 && (
        <>
          <PlainTable label={accountsText.accountsLabel} columns={COLUMNS}>
            {data.map((account) => (
              <AccountLine key={account.id} account={account} onReplace={() => setReplacing(account)} />
            ))}
          </PlainTable>
          <div>{add}</div>
        </>
      )}
      {adding && <AccountDialog keyring={keyring} onClose={() => setAdding(false)} />}
      {replacing && (
        <AccountTokenDialog account={replacing} keyring={keyring} onClose={() => setReplacing(null)} />
      )}
    </div>
  );
}

function AccountLine({
  account,
  onReplace,
}: {
  readonly account: FollowerAccountView;
  readonly onReplace: () => void;
}) {
  const zone = useTimeZone();
  const now = useNow(30_000);
  const { id, name, resetsAt, practice } = account;
  const limited = resetsAt !== null && resetsAt > now;
  const remove = async (): Promise<void> => {
    try {
      await ask('followers.remove', { id });
      toast(accountsText.accountRemoved);
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <tr>
      <td>
        <span className="strong">{name}</span> {practice && <Tag tone="wait">{accountsText.practice}</Tag>}
      </td>
      <td className="mono">{account.userId}</td>
      <td className="mono">{account.baseUrl}</td>
      <td>{practice ? '' : accountsText.keeping[account.tokenKeeping]}</td>
      <td>
        {limited ? accountsText.limitUntil(shortInstantText(resetsAt, zone, now)) : accountsText.limitOpen}
      </td>
      <td className="row-actions">
        {!practice && (
          <>
            <Button size="small" onClick={onReplace}>
              {accountsText.replaceToken}
            </Button>
            <Button size="small" kind="danger" onClick={() => void remove()}>
              {accountsText.removeAccount(name)}
            </Button>
          </>
        )}
      </td>
    </tr>
  );
}
