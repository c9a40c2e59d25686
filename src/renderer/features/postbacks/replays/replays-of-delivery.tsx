import { Link } from 'wouter';
import { instantText } from '#renderer/app/format/instant.ts';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { DeliveryReplay } from '#shared/ipc/replays.ts';

/** The replays a delivery was in, those that were refused too; nothing when there was none. */
export function ReplaysOfDelivery({ deliveryId }: { readonly deliveryId: string }) {
  const { data } = useRequest('replays.ofDelivery', { deliveryId });
  if (!data || data.length === 0) return null;
  return (
    <Section title={postbacksText.replays}>
      <ul className="delivery-replays">
        {data.map((replay) => (
          <li key={`${replay.replayId} ${replay.deliveryId}`}>
            <Replay replay={replay} asked={deliveryId} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Replay({ replay, asked }: { readonly replay: DeliveryReplay; readonly asked: string }) {
  const zone = useTimeZone();
  const { replayId, createdAt, refused, takenBack, deliveryId, originalId } = replay;
  const other = deliveryId === asked ? originalId : deliveryId;
  return (
    <>
      <Link href={`/postbacks/replays/${replayId}`}>{text.replay(replayId)}</Link>{' '}
      <span className="faint number">{instantText(createdAt, zone)}</span>{' '}
      {refused !== null && (
        <>
          <Tag tone="no">{text.refusedTag}</Tag> <span className="muted">{text.refusals[refused]}</span>
        </>
      )}
      {takenBack && <Tag>{text.cancelledMark}</Tag>}
      {refused === null && !takenBack && other !== asked && (
        <Link href={`/postbacks/deliveries?text=${other}&open=${other}`} title={text.openDelivery}>
          {deliveryId === asked ? text.originalOf : text.furtherPosting}
        </Link>
      )}
    </>
  );
}
