import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import type { LeaveGuard } from '#renderer/app/use-leave-guard.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

/** Asks before something that was changed is left without being saved. */
export function LeaveUnsaved({
  guard,
  words = text.leaveText,
}: {
  readonly guard: LeaveGuard;
  readonly words?: string;
}) {
  return (
    <Dialog
      open={guard.asking}
      onOpen={(open) => !open && guard.stay()}
      title={text.leaveTitle}
      foot={
        <>
          <Button kind="danger" onClick={guard.leave}>
            {text.leaveConfirm}
          </Button>
          <Button kind="primary" onClick={guard.stay}>
            {text.leaveStay}
          </Button>
        </>
      }
    >
      <p>{words}</p>
    </Dialog>
  );
}
