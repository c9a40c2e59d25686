import { settingsText as text } from '#renderer/app/messages/en/settings.ts';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { Note } from '#renderer/ui/error-note.tsx';

/** Where there is no keyring: says what that means for the token, and asks whether to keep it all the same. */
export function KeepWithoutKeyring(props: {
  readonly keep: boolean;
  readonly onKeep: (keep: boolean) => void;
}) {
  return (
    <Note>
      <p>{text.noKeyring}</p>
      <Checkbox
        label={text.keepWithoutKeyring}
        hint={text.keepWithoutKeyringHint}
        checked={props.keep}
        onChecked={props.onKeep}
      />
    </Note>
  );
}
