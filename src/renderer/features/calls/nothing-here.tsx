import { callsText as text } from '#renderer/app/messages/en/calls.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ALL_CALLS, type CallView, isFilteredCalls } from './call-view.ts';

/** Says why no call is shown, and what to do about it. */
export function NothingHere(props: {
  readonly view: CallView;
  readonly onChange: (change: Partial<CallView>) => void;
  readonly onImport: () => void;
}) {
  const { view } = props;
  if (!isFilteredCalls(view)) {
    return (
      <EmptyState
        title={text.emptyTitle}
        actions={<Button onClick={props.onImport}>{text.importShort}</Button>}
      >
        {text.emptyText}
      </EmptyState>
    );
  }
  const clear = (): void =>
    props.onChange({ ...ALL_CALLS, order: view.order, group: view.group, groupOrder: view.groupOrder });
  return (
    <EmptyState title={text.emptyFilteredTitle} actions={<Button onClick={clear}>{text.clearFilter}</Button>}>
      {text.emptyFilteredText}
    </EmptyState>
  );
}
