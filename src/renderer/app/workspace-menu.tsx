import { FlaskConical, Plus } from 'lucide-react';
import { useState } from 'react';
import type { WorkspaceView } from '#shared/ipc/desk.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { useSubmit } from '#renderer/state/use-submit.ts';
import { TextInput } from '#renderer/ui/field.tsx';
import { FormDialog } from '#renderer/ui/form-dialog.tsx';
import { Menu, MenuChoice, MenuGroup, MenuItem, MenuSeparator } from '#renderer/ui/menu.tsx';
import { goTo } from './hash-location.ts';
import { frameText } from './messages/en/frame.ts';
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
      {naming && <NewWorkspace onClose={() => setNaming(false)} />}
    </>
  );
}

function NewWorkspace({ onClose }: { readonly onClose: () => void }) {
  const [name, setName] = useState('');
  const { busy, fault, submit, forget } = useSubmit();
  const create = async (): Promise<void> => {
    await ask('desk.createWorkspace', { name });
    onClose();
    goTo('/');
  };
  return (
    <FormDialog
      title={frameText.newWorkspaceTitle}
      confirm={frameText.createWorkspace}
      ready={name.trim() !== '' && !busy}
      onClose={onClose}
      onSubmit={() => submit(create)}
    >
      <TextInput
        label={frameText.newWorkspaceName}
        hint={frameText.newWorkspaceHint}
        error={fault?.message}
        value={name}
        maxLength={60}
        autoFocus
        onValue={(next) => {
          setName(next);
          forget();
        }}
      />
    </FormDialog>
  );
}

/** Opens another workspace at its Overview. Who has gone on before the answer is not called back: it comes only when the last one is closed. */
function open(request: () => Promise<unknown>): void {
  const place = window.location.hash;
  request().then(() => {
    if (window.location.hash === place) goTo('/');
  }, reportFault);
}
