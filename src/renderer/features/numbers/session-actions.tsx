import { useState } from 'react';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { SessionDetail } from '#shared/ipc/sessions.ts';
import { ReleaseSession } from './release-session.tsx';
import { UpdateSession } from './update-session.tsx';

/** What can be done with a number that is not over. */
export function SessionActions({ detail }: { readonly detail: SessionDetail }) {
  const [asking, setAsking] = useState<'update' | 'release' | null>(null);
  const { row, releasable } = detail;
  if (row.state !== 'active' && row.state !== 'requested') return null;
  const close = (): void => setAsking(null);
  return (
    <div className="session-actions">
      <Button onClick={() => setAsking('update')}>{text.update}</Button>
      {row.state === 'active' && (
        <Button
          kind="quiet"
          disabled={!releasable}
          title={releasable ? undefined : text.notReleasable}
          onClick={() => setAsking('release')}
        >
          {text.release}
        </Button>
      )}
      {asking === 'update' && <UpdateSession detail={detail} onClose={close} />}
      {asking === 'release' && <ReleaseSession row={row} onClose={close} />}
    </div>
  );
}
