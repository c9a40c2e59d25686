import { countText } from '#renderer/app/format/count.ts';
import { postbacksText } from '#renderer/app/messages/en/postbacks.ts';
import { receiversText as text } from '#renderer/app/messages/en/receivers.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault, toast } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import type { ReceiverView } from '#shared/ipc/postbacks.ts';

/** Pauses a receiver, or resumes it and says how many deliveries go out. */
export function PauseButton(props: { readonly view: ReceiverView; readonly size?: 'small' | 'medium' }) {
  const { receiver, paused, waiting } = props.view;
  const setPaused = (next: boolean): void => {
    ask('receivers.setPaused', { receiver, paused: next }).then(
      () =>
        toast(
          next
            ? text.pausedWith(receiver, waiting, countText(waiting))
            : text.resumed(receiver, waiting, countText(waiting)),
        ),
      reportFault,
    );
  };
  return (
    <Button
      size={props.size ?? 'medium'}
      aria-label={paused ? postbacksText.resumeOf(receiver) : postbacksText.pauseOf(receiver)}
      onClick={() => setPaused(!paused)}
    >
      {paused ? text.resumeWith(waiting, countText(waiting)) : postbacksText.pause}
    </Button>
  );
}
