import { Play } from 'lucide-react';
import { countText } from '#renderer/app/format/count.ts';
import { instantText } from '#renderer/app/format/instant.ts';
import { visitsText as text } from '#renderer/app/messages/en/visits.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { SiteView } from '#shared/ipc/visits.ts';

/** One site: whose numbers its visits take, who may ask, and what can be done about it. */
export function SiteRow(props: {
  readonly site: SiteView;
  readonly listening: boolean;
  readonly onAsk: (kind: 'edit' | 'rotate' | 'remove') => void;
  /** A visit is being played; where, for a machine whose browser could not be opened. */
  readonly onPlay: (address: string) => void;
}) {
  const { site, onAsk } = props;
  const zone = useTimeZone();
  const play = (): void => {
    ask('visits.play', { id: site.id }).then(({ address }) => {
      toast(text.playing(site.name));
      props.onPlay(address);
    }, reportFault);
  };
  return (
    <li className="network">
      <div className="grow">
        <p className="network-name">
          <b>{site.name}</b>
          <span className="muted">{text.visitsOf(site.visits, countText(site.visits))}</span>
        </p>
        <p className="muted wrap-anywhere">{text.campaignOf(site.campaignId, site.networkName)}</p>
        <p className="muted wrap-anywhere">
          {text.originsOf(site.origins)} · {text.keyOf(site.keyHint, instantText(site.keyMadeAt, zone))}
        </p>
      </div>
      <div className="network-actions">
        <Button size="small" disabled={!props.listening} aria-label={text.playOf(site.name)} onClick={play}>
          <Play size={14} aria-hidden />
          {text.play}
        </Button>
        <Button size="small" aria-label={text.editOf(site.name)} onClick={() => onAsk('edit')}>
          {text.edit}
        </Button>
        <Button size="small" aria-label={text.rotateOf(site.name)} onClick={() => onAsk('rotate')}>
          {text.rotate}
        </Button>
        <Button
          size="small"
          kind="quiet"
          aria-label={text.removeOf(site.name)}
          onClick={() => onAsk('remove')}
        >
          {text.remove}
        </Button>
      </div>
    </li>
  );
}
