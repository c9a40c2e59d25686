import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import type { DeskState } from '#shared/ipc/desk.ts';

/** Which Switchboard this is, on which clock, and how it reaches the network. */
export function AboutPanel({ desk }: { readonly desk: DeskState }) {
  return (
    <Panel title={text.about}>
      <dl className="settings-facts">
        <dt>{text.version}</dt>
        <dd className="number">
          {desk.version} ({desk.platform})
        </dd>
        <dt>{text.zone}</dt>
        <dd>
          {desk.timeZone}. {text.zoneNote}
        </dd>
        <dt>{text.proxy}</dt>
        <dd>{desk.proxy ? text.proxyOn : text.proxyOff}</dd>
      </dl>
    </Panel>
  );
}
