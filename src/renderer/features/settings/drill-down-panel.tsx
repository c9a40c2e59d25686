import { useState } from 'react';
import { visitsText as text } from '#renderer/app/messages/en/visits.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Button } from '#renderer/ui/button.tsx';
import { CopyButton } from '#renderer/ui/copy-button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { Settings } from '#shared/ipc/settings.ts';
import { NumberSetting } from './number-setting.tsx';
import { RecentVisits } from './recent-visits.tsx';
import { saveSettings } from './save-settings.ts';
import { SiteDialogs } from './site-dialogs.tsx';
import type { SiteAsking } from './site-dialogs.tsx';
import { SiteRow } from './site-row.tsx';
import './drill-down.css';

/** Site-navigation drill-down: whether sites are listened to, which ones, and what they told of lately. */
export function DrillDownPanel({ settings }: { readonly settings: Settings }) {
  const endpoint = useRequest('visits.endpoint', {});
  const sites = useRequest('visits.sites', {});
  const accounts = useRequest('spc.list', {});
  const [asking, setAsking] = useState<SiteAsking>(null);
  const listening = endpoint.data?.state === 'listening';
  const account = accounts.data?.[0];
  return (
    <Panel
      title={text.title}
      actions={
        <Button size="small" disabled={!account} onClick={() => setAsking({ kind: 'edit', site: null })}>
          {text.addSite}
        </Button>
      }
    >
      <p className="muted drill-down-lead">{text.lead}</p>
      <div className="drill-down-switch">
        <Switch
          label={text.on}
          hint={listening ? text.listening(endpoint.data?.address ?? '') : text.onHint}
          checked={settings.drillDown}
          onChecked={(drillDown) => saveSettings({ drillDown })}
        />
        {listening && <CopyButton text={endpoint.data?.address ?? ''} what={text.theAddress} />}
        <NumberSetting
          label={text.port}
          hint={text.portHint}
          wrong={text.portWrong}
          value={settings.drillDownPort}
          bounds={{ least: 1024, most: 65_535 }}
          onValue={(drillDownPort) => saveSettings({ drillDownPort })}
        />
      </div>
      {endpoint.data?.state === 'failed' && (
        <p className="network-fault" role="alert">
          {endpoint.data.reason}
        </p>
      )}
      {sites.fault && sites.fault.code !== 'conflict' && (
        <ErrorNote fault={sites.fault} onRetry={sites.reload} />
      )}
      {sites.data?.length === 0 && (
        <p className="muted">{accounts.data?.length === 0 ? text.noAccount : text.noSites}</p>
      )}
      <ul className="networks" aria-label={text.sites}>
        {sites.data?.map((site) => (
          <SiteRow
            key={site.id}
            site={site}
            listening={listening}
            onAsk={(kind) => setAsking({ kind, site })}
            onPlay={(address) => setAsking({ kind: 'play', site, address })}
          />
        ))}
      </ul>
      <RecentVisits />
      <SiteDialogs asking={asking} accounts={accounts.data ?? []} onAsk={setAsking} />
    </Panel>
  );
}
