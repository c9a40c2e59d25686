import { hashHref } from '#renderer/app/hash-location.ts';
import { overviewText as text } from '#renderer/app/messages/en/overview.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { buttonClass } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';

/** What an overview without a conversion says: connect a network, or wait for the first sync. */
export function NothingYet() {
  const { data } = useRequest('networks.list', {});
  if (!data) return null;
  if (data.length > 0) return <EmptyState title={text.emptyTitle}>{text.emptyText}</EmptyState>;
  return (
    <EmptyState
      title={text.noNetworkTitle}
      actions={
        <a className={buttonClass('primary')} href={hashHref('/settings/networks')}>
          {text.connect}
        </a>
      }
    >
      {text.noNetworkText}
    </EmptyState>
  );
}
