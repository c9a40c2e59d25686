import { useState } from 'react';
import { ShieldCheck } from 'lucide-react';
import { countText } from '#renderer/app/format/count.ts';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import type { HistoryVerdict } from '#shared/ipc/history.ts';

/** Checks every entry of the open workspace's history when asked, and says what it found. */
export function VerifyHistory() {
  const [verdict, setVerdict] = useState<HistoryVerdict | null>(null);
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    setVerdict(null);
    try {
      setVerdict(await ask('history.verify', {}));
    } catch (thrown) {
      reportFault(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <span className="grow" role="status">
        {busy ? text.verifying : verdict === null ? text.verifyHint : <Found verdict={verdict} />}
      </span>
      <Button size="small" disabled={busy} onClick={() => void run()}>
        <ShieldCheck size={14} aria-hidden />
        {text.verify}
      </Button>
    </>
  );
}

function Found({ verdict }: { readonly verdict: HistoryVerdict }) {
  const { entries, firstBroken, head } = verdict;
  if (firstBroken) {
    const { invocaId, seq, what } = firstBroken;
    return <span className="verify-broken">{text.historyBroken(invocaId, seq, what)}</span>;
  }
  return (
    <>
      {text.historyHolds(entries, countText(entries))}
      {head !== null && (
        <>
          {' '}
          {text.newestDigest} <span className="mono wrap-anywhere">{head.slice(0, 16)}…</span>{' '}
          <CopyButton text={head} what={text.digest} />
        </>
      )}
    </>
  );
}
