import { useEffect, useRef } from 'react';
import { useLocation } from 'wouter';
import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { useDesk } from '#renderer/state/desk.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { RadioGroup } from '#renderer/ui/radio-group.tsx';
import { Switch } from '#renderer/ui/switch.tsx';
import type { DeskState } from '#shared/ipc/desk.ts';
import type { Settings } from '#shared/ipc/settings.ts';
import { AboutPanel } from './about-panel.tsx';
import { DataPanel } from './data-panel.tsx';
import { DrillDownPanel } from './drill-down-panel.tsx';
import { NetworksPanel } from './networks-panel.tsx';
import { NumberSetting } from './number-setting.tsx';
import { saveSettings } from './save-settings.ts';
import './settings.css';

const THEMES: readonly Settings['theme'][] = ['system', 'light', 'dark'];

/** Everything that can be set. An address such as `/settings/networks` brings that part into view. */
export function SettingsScreen() {
  const desk = useDesk();
  const [path] = useLocation();
  const frame = useRef<HTMLDivElement>(null);
  const part = path.split('/')[2];
  useEffect(() => {
    if (part) frame.current?.querySelector(`[data-part="${CSS.escape(part)}"]`)?.scrollIntoView();
  }, [part]);
  if (!desk) return null;
  return (
    <div className="page">
      <PageHeader title={text.title} note={text.savedAtOnce} />
      <div className="page-scroll settings" ref={frame}>
        <div className="settings-wide" data-part="networks">
          <NetworksPanel keyring={desk.keyring.available} />
        </div>
        {desk.workspace && (
          <div className="settings-wide" data-part="drill-down">
            <DrillDownPanel settings={desk.settings} />
          </div>
        )}
        <SyncPanel desk={desk} />
        <div className="settings-stack">
          <WindowPanel desk={desk} />
          <DataPanel desk={desk} />
          <AboutPanel desk={desk} />
        </div>
      </div>
    </div>
  );
}

function SyncPanel({ desk }: { readonly desk: DeskState }) {
  const { settings } = desk;
  return (
    <div className="settings-stack">
      <Panel title={text.sync}>
        <NumberSetting
          label={text.pollMinutes}
          hint={text.pollHint}
          wrong={text.pollWrong}
          value={settings.pollMinutes}
          bounds={{ least: 5, most: 1440 }}
          onValue={(pollMinutes) => saveSettings({ pollMinutes })}
        />
      </Panel>
      <Panel title={text.postbacks}>
        <div className="settings-form">
          <NumberSetting
            label={text.timeout}
            hint={text.timeoutHint}
            wrong={text.timeoutWrong}
            value={settings.postbackTimeoutSeconds}
            bounds={{ least: 5, most: 30 }}
            onValue={(postbackTimeoutSeconds) => saveSettings({ postbackTimeoutSeconds })}
          />
          <NumberSetting
            label={text.attemptDays}
            hint={text.attemptDaysHint}
            wrong={text.attemptDaysWrong}
            value={settings.attemptDays}
            bounds={{ least: 30, most: 3650 }}
            onValue={(attemptDays) => saveSettings({ attemptDays })}
          />
        </div>
      </Panel>
      <Panel title={text.links}>
        <NumberSetting
          label={text.linkCheckHours}
          hint={text.linkCheckHint}
          wrong={text.linkCheckWrong}
          value={settings.linkCheckHours}
          bounds={{ least: 0, most: 720 }}
          onValue={(linkCheckHours) => saveSettings({ linkCheckHours })}
        />
      </Panel>
      <Panel title={text.look}>
        <RadioGroup
          label={text.theme}
          value={settings.theme}
          options={THEMES.map((theme) => ({ value: theme, label: text.themes[theme] }))}
          onValue={(theme) => saveSettings({ theme })}
        />
      </Panel>
    </div>
  );
}

function WindowPanel({ desk }: { readonly desk: DeskState }) {
  const { settings, trayShown } = desk;
  return (
    <Panel title={text.window}>
      <div className="settings-switches">
        <Switch
          label={text.closeToTray}
          hint={trayShown ? text.closeToTrayHint : text.noTray}
          checked={trayShown && settings.closeToTray}
          disabled={!trayShown}
          onChecked={(closeToTray) => saveSettings({ closeToTray })}
        />
        <Switch
          label={text.startAtLogin}
          hint={text.startAtLoginHint}
          checked={settings.startAtLogin}
          onChecked={(startAtLogin) => saveSettings({ startAtLogin })}
        />
        <Switch
          label={text.notifications}
          hint={text.notificationsHint}
          checked={settings.notifications}
          onChecked={(notifications) => saveSettings({ notifications })}
        />
      </div>
    </Panel>
  );
}
