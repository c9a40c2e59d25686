import { useState } from 'react';
import { Link } from 'wouter';
import { countText } from '#renderer/app/format/count.ts';
import { timeText } from '#renderer/app/format/instant.ts';
import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ConfirmDialog } from '#renderer/ui/dialog.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Select } from '#renderer/ui/select.tsx';
import type { SendListDetail } from '#shared/ipc/send-lists.ts';
import { ExcludedDialog } from './excluded-dialog.tsx';
import { PasteDialog } from './paste-dialog.tsx';
import { RecipientRows } from './recipient-rows.tsx';
import { tellAdded } from './tell-added.ts';

/** Who the list goes to: added from files, pastes and followers; and who was left out. */
export function RecipientsPanel({ list }: { readonly list: SendListDetail }) {
  const { id, counts, excluded, state } = list.row;
  const [asking, setAsking] = useState<'paste' | 'excluded' | 'clear' | null>(null);
  const close = (): void => setAsking(null);
  const fromFile = async (): Promise<void> => {
    try {
      const added = await ask('sendLists.addFile', { id });
      if (added) tellAdded(added);
    } catch (fault) {
      reportFault(fault);
    }
  };
  const clear = async (): Promise<void> => {
    close();
    await ask('sendLists.clear', { id }).catch(reportFault);
  };
  return (
    <Panel
      title={text.recipients}
      actions={
        <>
          {state === 'draft' && counts.all + excluded > 0 && (
            <Button size="small" kind="quiet" onClick={() => setAsking('clear')}>
              {text.clear}
            </Button>
          )}
          <Button size="small" onClick={() => setAsking('paste')}>
            {text.fromPaste}
          </Button>
          <Button size="small" onClick={() => void fromFile()}>
            {text.fromFile}
          </Button>
        </>
      }
    >
      <div className="recipients">
        {counts.all === 0 && <p className="muted">{text.noRecipients}</p>}
        {counts.all > 0 && <RecipientRows id={id} count={counts.all} />}
        <p className="recipients-counts">
          <output className="strong">{text.recipientCount(counts.all, countText(counts.all))}</output>
          {excluded > 0 && (
            <>
              <span>{text.excludedCount(excluded, countText(excluded))}</span>
              <Button size="small" kind="quiet" onClick={() => setAsking('excluded')}>
                {text.showExcluded}
              </Button>
            </>
          )}
        </p>
        <Followers list={list} />
      </div>
      {asking === 'paste' && <PasteDialog id={id} onClose={close} />}
      <ExcludedDialog id={id} open={asking === 'excluded'} onClose={close} />
      <ConfirmDialog
        open={asking === 'clear'}
        danger
        title={text.clearTitle}
        confirm={text.clear}
        onConfirm={() => void clear()}
        onClose={close}
      >
        <p>{text.clearText}</p>
      </ConfirmDialog>
    </Panel>
  );
}

function Followers({ list }: { readonly list: SendListDetail }) {
  const { id } = list.row;
  const { reading } = list;
  const accounts = useRequest('followers.accounts', {});
  const [chosen, setChosen] = useState('');
  const known = accounts.data ?? [];
  const account = known.find((one) => String(one.id) === chosen) ?? known[0];
  if (!accounts.data) return null;
  if (!account) {
    return (
      <p className="muted">
        {text.noAccounts} <Link href="/send-lists/accounts">{text.connectAccount}</Link>
      </p>
    );
  }
  const read = (): void => {
    ask('sendLists.readFollowers', { id, accountId: account.id }).catch(reportFault);
  };
  const stop = (): void => {
    ask('sendLists.stopReading', { id }).catch(reportFault);
  };
  const under = reading?.state === 'reading';
  const goesOn =
    reading?.accountId === account.id && (reading.state === 'stopped' || reading.state === 'failed');
  return (
    <div className="followers">
      <Select
        label={text.followersOf}
        row
        value={String(account.id)}
        options={known.map((one) => ({ value: String(one.id), label: one.name }))}
        disabled={under}
        onValue={setChosen}
      />
      {under ? (
        <Button size="small" onClick={stop}>
          {text.stopReading}
        </Button>
      ) : (
        <Button size="small" onClick={read}>
          {goesOn ? text.goOnReading : text.readFollowers}
        </Button>
      )}
      {reading && <ReadingWords reading={reading} />}
    </div>
  );
}

function ReadingWords({ reading }: { readonly reading: NonNullable<SendListDetail['reading']> }) {
  const zone = useTimeZone();
  const { state, followers, waitsUntil, reason } = reading;
  const shown = countText(followers);
  if (state === 'failed')
    return (
      <p className="field-error" role="alert">
        {reason}
      </p>
    );
  return (
    <p className="muted" aria-live="polite">
      {state === 'done' && text.readingDone(followers, shown)}
      {state === 'stopped' && text.readingStopped(shown)}
      {state === 'reading' && waitsUntil === null && text.reading(followers, shown)}
      {state === 'reading' &&
        waitsUntil !== null &&
        `${reason} ${text.readingWaits(shown, timeText(waitsUntil, zone))}`}
    </p>
  );
}
