import { FlaskConical, Plus } from 'lucide-react';
import { useState } from 'react';
import type { WorkspaceView } from '#shared/ipc/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { asDeskFault } from '#renderer/state/desk-fault.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { TextInput } from '#renderer/ui/field.tsx';
import { Menu, MenuChoice, MenuGroup, MenuItem, MenuSeparator } from '#renderer/ui/menu.tsx';
import { goTo } from './hash-location.ts';
import { frameText } from './messages/en/frame.ts';
import { uiText } from './messages/en/ui.ts';
import { WorkspaceChip } from './workspace-chip.tsx';

/** Which workspace is open; switch to another, open the practice network, or make a new one. */
export function WorkspaceMenu({
  workspace,
  workspaces,
}: {
  readonly workspace: WorkspaceView;
  readonly workspaces: readonly WorkspaceView[];
}) {
  const [naming, setNaming] = useState(false);
  const practiceListed = workspaces.some((one) => one.practice);
  return (
    <>
      <Menu trigger={<WorkspaceChip name={workspace.name} />}>
        <MenuGroup label={frameText.workspaces}>
          {workspaces.map((one) => (
            <MenuChoice
              key={one.id}
              chosen={one.id === workspace.id}
              onPick={() => one.id !== workspace.id && open(() => ask('desk.openWorkspace', { id: one.id }))}
            >
              {one.name}
            </MenuChoice>
          ))}
        </MenuGroup>
        <MenuSeparator />
        {!practiceListed && (
          <MenuItem
            icon={<FlaskConical size={14} aria-hidden />}
            onPick={() => open(() => ask('desk.openPractice', {}))}
          >
            {frameText.openPractice}
          </MenuItem>
        )}
        <MenuItem icon={<Plus size={14} aria-hidden />} onPick={() => setNaming(true)}>
          {frameText.newWorkspace}
        </MenuItem>
      </Menu>
      <NewWorkspace open={naming} onOpen={setNaming} />
    </>
  );
}

function NewWorkspace({
  open: shown,
  onOpen,
}: {
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  const create = async (): Promise<void> => {
    try {
      await ask('desk.createWorkspace', { name });
      onOpen(false);
      setName('');
      goTo('/');
    } catch (thrown) {
      setError(asDeskFault(thrown).message);
    }
  };
  return (
    <Dialog
      open={shown}
      onOpen={onOpen}
      title={frameText.newWorkspaceTitle}
      foot={
        <>
          <Button onClick={() => onOpen(false)}>{uiText.cancel}</Button>
          <Button kind="primary" type="submit" form="new-workspace" disabled={name.trim() === ''}>
            {frameText.createWorkspace}
          </Button>
        </>
      }
    >
      <form
        id="new-workspace"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <TextInput
          label={frameText.newWorkspaceName}
          hint={frameText.newWorkspaceHint}
          error={error}
          value={name}
          maxLength={60}
          autoFocus
          onValue={(next) => {
            setName(next);
            setError(null);
          }}
        />
      </form>
    </Dialog>
  );
}

function open(request: () => Promise<unknown>): void {
  request().then(() => goTo('/'), reportFault);
}
