import { countText } from '#renderer/app/format/count.ts';
import { durationText } from '#renderer/app/format/duration.ts';
import { replaysText as text } from '#renderer/app/messages/en/replays.ts';
import { Note } from '#renderer/ui/error-note.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { Section } from '#renderer/ui/section.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import type { ReplayItem, ReplayPreview as Preview } from '#shared/ipc/replays.ts';
import { CompareRequests } from './compare-requests.tsx';
import { isSameRequest } from './same-request.ts';

/** What a replay would do: how many go out and over how long, what is refused and why, each old and new request. */
export function ReplayPreview({ preview }: { readonly preview: Preview }) {
  const { sends, changed, items, found } = preview;
  return (
    <>
      <Panel title={text.preview}>
        <Consequence preview={preview} />
      </Panel>
      {items.length > 0 && (
        <Section title={text.items}>
          {items.length < found && (
            <p className="muted">{text.firstShown(countText(items.length), countText(found))}</p>
          )}
          <ol className="replay-items">
            {items.map((item) => (
              <li key={item.originalId}>
                <Item item={item} open={items.length <= 3 || (changed > 0 && item === items[0])} />
              </li>
            ))}
          </ol>
        </Section>
      )}
      {found === 0 && sends === 0 && <p className="muted">{text.noneFound}</p>}
    </>
  );
}

function Consequence({ preview }: { readonly preview: Preview }) {
  const { sends, changed, refusals, receivers, leftOut, lastsMs, items } = preview;
  const isTwin = items.some((item) => item.deliveryId !== item.originalId && isSameRequest(item));
  const refused = refusals.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="replay-consequence">
      {sends === 0 ? (
        <p className="strong">{text.none}</p>
      ) : (
        <p>
          <b>{text.sends(sends, countText(sends))}</b>{' '}
          {lastsMs < 1000 ? text.atOnce : text.lasts(durationText(lastsMs / 1000))};{' '}
          {changed === 0 ? text.unchanged : text.changed(changed, countText(changed))}.
        </p>
      )}
      <ul>
        {receivers.map(({ receiver, count, paused }) => (
          <li key={receiver} className="wrap-anywhere">
            {text.toReceiver(count, countText(count), receiver)}{' '}
            {paused && <Tag tone="wait">{text.paused}</Tag>}
          </li>
        ))}
      </ul>
      {refused > 0 && (
        <Note>
          <p className="strong">{text.refusedCount(refused, countText(refused))}</p>
          <ul>
            {refusals.map(({ why, count }) => (
              <li key={why}>{text.refusedBecause(countText(count), why)}</li>
            ))}
          </ul>
        </Note>
      )}
      {isTwin && <Note>{text.twin}</Note>}
      {leftOut > 0 && <Note>{text.leftOut(countText(leftOut))}</Note>}
    </div>
  );
}

function Item({ item, open }: { readonly item: ReplayItem; readonly open: boolean }) {
  return (
    <details className="replay-item" open={open}>
      <summary>
        <ItemTag item={item} />
        <span className="mono">{item.invocaId}</span>
        <span className="muted truncate grow">{item.partnerName || item.receiver}</span>
      </summary>
      {item.refused !== null && <p className="muted">{text.refusals[item.refused]}</p>}
      <CompareRequests before={item.before} after={item.after} afterLabel={text.is} />
    </details>
  );
}

function ItemTag({ item }: { readonly item: ReplayItem }) {
  if (item.refused !== null) return <Tag tone="no">{text.refusedTag}</Tag>;
  if (item.deliveryId !== item.originalId) return <Tag tone="info">{text.newIdTag}</Tag>;
  return isSameRequest(item) ? <Tag>{text.sameTag}</Tag> : <Tag tone="wait">{text.changedTag}</Tag>;
}
