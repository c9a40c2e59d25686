import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { instantText } from '#renderer/app/format/instant.ts';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import type { LinkPlace } from '#shared/ipc/links.ts';
import { PlaceDialog } from './place-dialog.tsx';

/** Where a link is used: since when, and until when. */
export function LinkPlaces(props: { readonly linkId: number; readonly places: readonly LinkPlace[] }) {
  const { linkId, places } = props;
  const [edited, setEdited] = useState<LinkPlace | 'new' | null>(null);
  return (
    <>
      {places.length === 0 && <p className="muted">{text.noPlaces}</p>}
      <ul className="link-places" aria-label={text.places}>
        {places.map((place) => (
          <li key={place.id}>
            <div className="grow">
              <p className="wrap-anywhere">{place.place}</p>
              {place.url !== '' && (
                <p className="wrap-anywhere">
                  <button
                    type="button"
                    className="text-link mono"
                    onClick={() => void ask('desk.openExternal', { url: place.url }).catch(reportFault)}
                  >
                    {place.url}
                  </button>
                </p>
              )}
              <Since place={place} />
            </div>
            <IconButton
              size="small"
              label={text.editPlace(place.place)}
              icon={<Pencil size={13} aria-hidden />}
              onClick={() => setEdited(place)}
            />
            <IconButton
              size="small"
              label={text.removePlace(place.place)}
              icon={<Trash2 size={13} aria-hidden />}
              onClick={() => void removePlace(linkId, place)}
            />
          </li>
        ))}
      </ul>
      <p>
        <Button size="small" onClick={() => setEdited('new')}>
          {text.addPlace}
        </Button>
      </p>
      {edited !== null && (
        <PlaceDialog
          linkId={linkId}
          place={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function Since({ place }: { readonly place: LinkPlace }) {
  const zone = useTimeZone();
  const { publishedAt, endedAt } = place;
  if (publishedAt === null) return <p className="muted">{text.planned}</p>;
  const since = text.since(instantText(publishedAt, zone));
  const until = endedAt === null ? '' : `, ${text.until(instantText(endedAt, zone))}`;
  return (
    <p className="muted number">
      {since}
      {until}
    </p>
  );
}

async function removePlace(linkId: number, place: LinkPlace): Promise<void> {
  try {
    await ask('links.removePlace', { id: place.id });
    toast(text.placeRemoved, {
      label: text.undo,
      run: () => {
        ask('links.savePlace', { ...place, linkId, id: null }).then(
          () => toast(text.placeSaved),
          reportFault,
        );
      },
    });
  } catch (fault) {
    reportFault(fault);
  }
}
