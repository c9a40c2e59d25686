import { FolderOpen } from 'lucide-react';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import type { DeskState } from '#shared/ipc/desk.ts';
import { VerifyHistory } from './verify-history.tsx';

/** Where everything is kept, and how secrets are. */
export function DataPanel({ desk }: { readonly desk: DeskState }) {
  const { keyring } = desk;
  return (
    <Panel title={text.data}>
      <dl className="settings-facts">
        <dt>{text.dataFolder}</dt>
        <dd>
          <span className="mono wrap-anywhere grow">{desk.dataFolder}</span>
          <OpenFolder folder="data" label={text.openData} />
        </dd>
        <dt>{text.logFolder}</dt>
        <dd>
          <span className="mono wrap-anywhere grow">{desk.logFolder}</span>
          <OpenFolder folder="logs" label={text.openLogs} />
        </dd>
        <dt>{text.keyring}</dt>
        <dd>
          {keyring.available ? text.keyringThere(keyring.backend) : text.keyringMissing(keyring.backend)}
        </dd>
        <dt>{text.history}</dt>
        <dd>
          <VerifyHistory />
        </dd>
      </dl>
      <p className="faint settings-note">{text.dataNote}</p>
    </Panel>
  );
}

function OpenFolder(props: { readonly folder: 'data' | 'logs'; readonly label: string }) {
  return (
    <Button
      size="small"
      aria-label={props.label}
      onClick={() => {
        ask('desk.openFolder', { folder: props.folder }).catch(reportFault);
      }}
    >
      <FolderOpen size={14} aria-hidden />
      {text.open}
    </Button>
  );
}
