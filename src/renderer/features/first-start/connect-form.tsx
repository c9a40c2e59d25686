import type { ReactNode, SyntheticEvent } from 'react';
import { firstStartText } from '#renderer/app/messages/en/first-start.ts';
import type { DeskFault } from '#renderer/state/desk-fault.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorNote } from '#renderer/ui/error-note.tsx';

/** The form on a page of its own that connects the first account of a workspace. */
export function ConnectForm(props: {
  readonly title: string;
  readonly confirm: string;
  readonly ready: boolean;
  readonly busy: boolean;
  /** What went wrong and is said at none of the fields. */
  readonly fault: DeskFault | undefined;
  readonly onBack: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}) {
  const { ready, busy, fault } = props;
  return (
    <form
      className="connect"
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (ready && !busy) props.onSubmit();
      }}
    >
      <h1>{props.title}</h1>
      {fault && <ErrorNote fault={fault} />}
      {props.children}
      <div className="connect-actions">
        <Button size="large" kind="quiet" onClick={props.onBack} disabled={busy}>
          {firstStartText.back}
        </Button>
        <Button size="large" kind="primary" type="submit" disabled={!ready || busy}>
          {props.confirm}
        </Button>
      </div>
    </form>
  );
}
