import type { DeskState, WorkspaceView } from '#shared/ipc/desk.ts';
import type { RequestHandlers } from '../request-handlers.ts';

type DeskRequests =
  | 'desk.state'
  | 'desk.openPractice'
  | 'desk.createWorkspace'
  | 'desk.openWorkspace'
  | 'desk.copyText'
  | 'desk.openFolder'
  | 'desk.openExternal';

/** What the desk can do around the workspaces; each is one act of the shell, passed in. */
export interface DeskActs {
  state(): Promise<DeskState>;
  openPractice(): Promise<WorkspaceView>;
  createWorkspace(name: string): Promise<WorkspaceView>;
  openWorkspace(id: string): Promise<WorkspaceView>;
  copyText(text: string): void | Promise<void>;
  /** Puts a PNG on the clipboard. */
  copyPicture(png: Uint8Array): void | Promise<void>;
  openFolder(folder: 'data' | 'logs'): Promise<void>;
  openExternal(url: string): Promise<void>;
}

/** The desk as a whole: its state, its workspaces, and the few ways out of the app. */
export function deskHandlers(acts: DeskActs): RequestHandlers<DeskRequests> {
  return {
    'desk.state': () => acts.state(),
    'desk.openPractice': () => acts.openPractice(),
    'desk.createWorkspace': ({ name }) => acts.createWorkspace(name),
    'desk.openWorkspace': ({ id }) => acts.openWorkspace(id),
    async 'desk.copyText'({ text }) {
      await acts.copyText(text);
      return {};
    },
    async 'desk.openFolder'({ folder }) {
      await acts.openFolder(folder);
      return {};
    },
    async 'desk.openExternal'({ url }) {
      await acts.openExternal(url);
      return {};
    },
  };
}
