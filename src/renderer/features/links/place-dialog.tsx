import { useState } from 'react';
import { registerText as text } from '#renderer/app/messages/en/link-register.ts';
import { inputOfInstant, instantOfInput } from '#renderer/features/postbacks/wall-clock-input.ts';
import { useTimeZone } from '#renderer/state/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import type { LinkPlace } from '#shared/ipc/links.ts';

/** Says where a link is used, since when and until when. */
export function PlaceDialog(props: {
  readonly linkId: number;
  /** The place to change; a new one without it, published now. */
  readonly place: LinkPlace | null;
  readonly onClose: () => void;
}) {
  const { linkId, place, onClose } = props;
  const zone = useTimeZone();
  const shown = (instant: number | null): string => (instant === null ? '' : inputOfInstant(instant, zone));
  const [name, setName] = useState(place?.place ?? '');
  const [url, setUrl] = useState(place?.url ?? '');
  const [published, setPublished] = useState(() => shown(place ? place.publishedAt : Date.now()));
  const [ended, setEnded] = useState(shown(place?.endedAt ?? null));
  const publishedAt = instantOfInput(published, zone);
  const endedAt = instantOfInput(ended, zone);
  const urlFine = url.trim() === '' || (/^https?:\/\//i.test(url.trim()) && URL.canParse(url.trim()));
  const endFine = endedAt === null || (publishedAt !== null && endedAt >= publishedAt);
  const save = async (): Promise<void> => {
    try {
      const draft = { id: place?.id ?? null, linkId, place: name.trim(), url: url.trim() };
      await ask('links.savePlace', { ...draft, publishedAt, endedAt });
      toast(text.placeSaved);
      onClose();
    } catch (fault) {
      reportFault(fault);
    }
  };
  return (
    <FormDialog
      title={text.placeTitle}
      confirm={text.save}
      ready={name.trim() !== '' && urlFine && endFine}
      onSubmit={() => void save()}
      onClose={onClose}
    >
      <TextInput label={text.place} hint={text.placeHint} value={name} maxLength={200} onValue={setName} />
      <TextInput
        label={text.url}
        hint={text.urlHint}
        error={urlFine ? null : text.urlWrong}
        value={url}
        maxLength={2000}
        mono
        onValue={setUrl}
      />
      <TextInput
        label={text.publishedAt}
        hint={text.publishedHint}
        type="datetime-local"
        value={published}
        onValue={setPublished}
      />
      <TextInput
        label={text.endedAt}
        hint={text.endedHint}
        error={endFine ? null : text.endWrong}
        type="datetime-local"
        value={ended}
        onValue={setEnded}
      />
    </FormDialog>
  );
}
