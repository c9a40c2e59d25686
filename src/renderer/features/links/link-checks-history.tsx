import { useState } from 'react';
import { instantText, shortInstantText } from '#renderer/app/format/instant.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { useDesk, useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useNow } from '#renderer/state/now.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import { explainTrackingLink } from '#shared/domain/link-explanation.ts';
import type { LinkCheck, LinkDetail } from '#shared/ipc/links.ts';
import { Followed } from './follow-view.tsx';
import { VerdictMark } from './verdict-mark.tsx';

/** What following a saved link showed, newest first, and whether it is followed again by itself. */
export function LinkChecksHistory({ detail }: { readonly detail: LinkDetail }) {
  const { row, checks } = detail;
  const zone = useTimeZone();
  const now = useNow(30_000);
  const hours = useDesk()?.settings.linkCheckHours ?? 0;
  const [shown, setShown] = useState<LinkCheck | null>(null);
  return (
    <>
      <Switch
        label={text.watch}
        hint={text.watchHint(hours)}
        checked={row.watched}
        onChecked={(watched) => {
          ask('links.watch', { id: row.id, watched }).catch(reportFault);
        }}
      />
      {row.nextCheckAt !== null && hours > 0 && (
        <p className="muted">{text.nextCheck(shortInstantText(row.nextCheckAt, zone, now))}</p>
      )}
      {checks.length === 0 && <p className="muted">{text.noChecks}</p>}
      <ol className="link-checks" aria-label={text.checks}>
        {checks.map((check) => (
          <li key={check.id}>
            <div className="grow">
              <p>
                <VerdictMark verdict={check.verdict} />{' '}
                <span className="muted number">
                  {instantText(check.at, zone)}, {text.by[check.by]}
                </span>
              </p>
              {check.reason !== '' && <p className="wrap-anywhere">{check.reason}</p>}
            </div>
            <Button size="small" onClick={() => setShown(check)}>
              {text.showChain}
            </Button>
          </li>
        ))}
      </ol>
      {shown && (
        <Dialog open wide onOpen={() => setShown(null)} title={instantText(shown.at, zone)}>
          <Followed answer={{ ...shown, click: explainTrackingLink(row.link).click }} />
        </Dialog>
      )}
    </>
  );
}
