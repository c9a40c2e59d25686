import { sendListsText as text } from '#renderer/app/messages/en/send-lists.ts';
import { useNow } from '#renderer/state/now.ts';
import { classNames } from '#renderer/ui/class-names.ts';
import type { FilledMessage } from '#shared/domain/ad-copy.ts';
import { messageText } from '#shared/domain/message-text.ts';
import { LONGEST_POST } from '#shared/domain/post-length.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';
import type { RecipientRow } from '#shared/ipc/send-lists.ts';
import type { ListForm } from './list-form.ts';

/** As long as a number of the network is displayed; from the range set aside for fiction. */
const SAMPLE_NUMBER = '(202) 555-0143';
const SAMPLE_RECIPIENT: Pick<RecipientRow, 'handle' | 'name'> = {
  handle: 'ada_lovelace',
  name: 'Ada Lovelace',
};
const USUAL_HOLD_MINUTES = 240;

/** The message as the first recipients will see it, with its length as X counts it. */
export function CopyPreview(props: {
  readonly words: string;
  readonly form: ListForm;
  readonly recipients: readonly RecipientRow[];
}) {
  const { words, form, recipients } = props;
  const now = useNow(60_000);
  if (!isTimeZone(form.zone)) return null;
  const minutes = Number(form.holdMinutes) > 0 ? Number(form.holdMinutes) : USUAL_HOLD_MINUTES;
  const expiresAt = now + minutes * 60_000;
  const shown = recipients.length > 0 ? recipients : [SAMPLE_RECIPIENT];
  const messages = shown.map(({ handle, name }) => ({
    handle,
    message: messageText(words, { handle, name, number: SAMPLE_NUMBER, expiresAt }, form.zone),
  }));
  const tooLong = messages.filter(({ message }) => !message.fits).length;
  return (
    <div className="preview">
      <p className="field-label">{text.preview}</p>
      <ul>
        {messages.map(({ handle, message }) => (
          <li key={handle}>
            <span className="preview-who muted">{text.previewOf(handle)}</span>
            <span className="preview-text wrap-anywhere">{message.text}</span>
            <Length message={message} />
          </li>
        ))}
      </ul>
      {recipients.length === 0 && <p className="field-hint">{text.previewSample}</p>}
      {tooLong > 0 && (
        <p className="field-error" role="alert">
          {text.tooLong(tooLong)}
        </p>
      )}
    </div>
  );
}

function Length({ message }: { readonly message: FilledMessage }) {
  return (
    <span className={classNames('preview-length number', !message.fits && 'preview-over')}>
      {text.counted(String(message.length), String(LONGEST_POST))}
    </span>
  );
}
