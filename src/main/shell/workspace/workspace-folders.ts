import { existsSync } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { WorkspaceView } from '#shared/ipc/desk.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { DeskMemory } from '#main/shell/settings/desk-memory.ts';
import type { JsonFile } from '#main/shell/settings/json-file.ts';

/** The practice network's workspace; no other can have this id. */
export const PRACTICE_ID = 'practice';

/** The first workspace of somebody who never named one; the command line's default too. */
export const FIRST_ID = 'main';

/** The workspaces on this machine: a folder each, with the names people gave them. */
export interface WorkspaceFolders {
  /** The workspace of last time, if it is still there. Looks synchronously: part of the start, never called later. */
  last(): WorkspaceView | null;
  /** All that hold a file, the practice workspace last. */
  list(): Promise<readonly WorkspaceView[]>;
  /** @throws DeskError not_found */
  find(id: string): Promise<WorkspaceView>;
  /** Makes the folder of a new workspace. @throws DeskError conflict when the name is taken */
  create(name: string): Promise<WorkspaceView>;
  /** The practice workspace, with its folder. */
  practice(): Promise<WorkspaceView>;
  /** The first workspace of somebody who has none. */
  first(): Promise<WorkspaceView>;
  /** The file of a workspace. */
  file(id: string): string;
}

/** @param root the folder `workspaces` inside the data folder */
export function workspaceFolders(root: string, memory: JsonFile<DeskMemory>): WorkspaceFolders {
  const file = (id: string): string => join(root, id, 'desk.sqlite');

  const view = (id: string): WorkspaceView => {
    if (id === PRACTICE_ID) return { id, name: 'Practice network', practice: true };
    const named = memory.get().workspaceNames[id];
    return { id, name: named ?? (id === FIRST_ID ? 'My desk' : id), practice: false };
  };

  const list = async (): Promise<readonly WorkspaceView[]> => {
    await mkdir(root, { recursive: true });
    const entries = await readdir(root, { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    const held = await Promise.all(folders.map((id) => exists(file(id))));
    return folders
      .filter((_id, index) => held[index])
      .map(view)
      .toSorted((a, b) => Number(a.practice) - Number(b.practice) || a.name.localeCompare(b.name));
  };

  const make = async (id: string): Promise<WorkspaceView> => {
    await mkdir(join(root, id), { recursive: true });
    return view(id);
  };

  return {
    list,
    last() {
      const id = memory.get().workspaceId;
      return id !== null && existsSync(file(id)) ? view(id) : null;
    },
    file,
    practice: () => make(PRACTICE_ID),
    first: () => make(FIRST_ID),
    async find(id) {
      const found = (await list()).find((workspace) => workspace.id === id);
      if (!found)
        throw new DeskError('not_found', 'This workspace is not on this machine any more.', { field: 'id' });
      return found;
    },
    async create(name) {
      const id = folderName(name);
      const taken = (await list()).some(
        (one) => one.id === id || one.name.toLowerCase() === name.toLowerCase(),
      );
      if (taken || id === PRACTICE_ID) {
        throw new DeskError('conflict', `There is a workspace named “${name}” already.`, { field: 'name' });
      }
      memory.set({ workspaceNames: { ...memory.get().workspaceNames, [id]: name } });
      return make(id);
    },
  };
}

/** A name as a folder: what every file system takes, short, never empty. */
export function folderName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  // A name of no Latin letters at all still needs a folder of its own.
  return plain === '' ? `desk-${Buffer.from(name, 'utf8').toString('hex').slice(0, 24)}` : plain;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
