import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { uiText } from '#renderer/app/messages/en/ui.ts';
import type { DeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from './button.tsx';
import './notes.css';

/** What went wrong, in the engine's own sentence, with a way to try again where there is one. */
export function ErrorNote({ fault, onRetry }: { readonly fault: DeskFault; readonly onRetry?: () => void }) {
  return (
    <div className="error-note" role="alert">
      <CircleAlert size={16} aria-hidden />
      <div className="grow">
        <p>{fault.message}</p>
        {fault.detail !== undefined && <p className="error-note-detail wrap-anywhere">{fault.detail}</p>}
      </div>
      {onRetry && (
        <Button size="small" onClick={onRetry}>
          {uiText.retry}
        </Button>
      )}
    </div>
  );
}

/** Something to know before going on; not a fault. */
export function Note({ children }: { readonly children: ReactNode }) {
  return (
    <div className="note">
      <TriangleAlert size={16} aria-hidden />
      <div className="grow">{children}</div>
    </div>
  );
}
