import { postbacksText as text } from '#renderer/app/messages/en/postbacks.ts';
import type { LeaveGuard } from '#renderer/app/use-leave-guard.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';

/** Asks before a template that was changed is left without being saved. */
export function LeaveUnsaved({ guard }: { readonly guard: LeaveGuard }) {
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
      <p>{text.leaveText}</p>
    </Dialog>
  );
}
