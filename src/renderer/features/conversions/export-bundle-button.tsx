import { useState } from 'react';
import { FileDown } from 'lucide-react';
import { conversionsText as text } from '#renderer/app/messages/en/conversions.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';

/** Asks where to, and writes everything about the conversion to one file that others can open. */
export function ExportBundleButton({ id }: { readonly id: number }) {
  const zone = useTimeZone();
  const [busy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    try {
      const { file } = await ask('history.exportBundle', { id, zone });
      if (file !== null) toast(text.bundleWritten(file));
    } catch (thrown) {
      reportFault(thrown);
    } finally {
      setBusy(false);
    }
  };
  return (
    <p className="bundle-tools">
      <Button size="small" disabled={busy} onClick={() => void run()}>
        <FileDown size={14} aria-hidden />
        {text.exportBundle}
      </Button>
      <span className="faint">{text.bundleHint}</span>
    </p>
  );
}
