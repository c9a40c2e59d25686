import { Component, type ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { frameText } from './messages/en/frame.ts';

interface GuardState {
  readonly failed: boolean;
}

/** Keeps the frame standing when a screen throws while it draws. */
export class ScreenGuard extends Component<{ readonly children: ReactNode }, GuardState> {
  override state: GuardState = { failed: false };

  static getDerivedStateFromError(): GuardState {
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        alone
        title={frameText.screenFailed}
        actions={<Button onClick={() => window.location.reload()}>{frameText.reload}</Button>}
      >
        {frameText.screenFailedText}
      </EmptyState>
    );
  }
}
