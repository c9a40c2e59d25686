import { create } from 'zustand';
import type { DeskState } from '#shared/ipc/desk.ts';
import { forgetAsked } from './asked-ahead.ts';
import { ask, hear } from './desk-client.ts';
import { asDeskFault, type DeskFault } from './desk-fault.ts';

interface DeskStore {
  readonly desk: DeskState | undefined;
  readonly fault: DeskFault | undefined;
}

const store = create<DeskStore>()(() => ({ desk: undefined, fault: undefined }));

/** Asks for the state of the desk and follows it from then on. */
export async function followDesk(): Promise<void> {
  hear('state', (desk) => {
    const last = store.getState();
    if (last.desk && last.desk.workspace?.id !== desk.workspace?.id) forgetAsked();
    if (!isSame(last, desk)) store.setState({ desk, fault: undefined });
  });
  try {
    const desk = await ask('desk.state', {});
    store.setState((last) => ({ desk: last.desk ?? desk, fault: undefined }));
  } catch (thrown) {
    store.setState({ fault: asDeskFault(thrown) });
  }
}

/** The state is told more often than it changes, and the whole frame is drawn anew with each. */
const isSame = (last: DeskStore, desk: DeskState): boolean =>
  last.fault === undefined && JSON.stringify(last.desk) === JSON.stringify(desk);

/** The state of the desk: workspace, connection, sync, settings. Undefined until the first answer. */
export function useDesk(): DeskState | undefined {
  return store((state) => state.desk);
}

/** Why the state of the desk could not be had. */
export function useDeskFault(): DeskFault | undefined {
  return store((state) => state.fault);
}

/** The time zone every instant is shown in. */
export function useTimeZone(): string {
  return store((state) => state.desk?.timeZone ?? 'UTC');
}

/** Calls back with each new state, for what is not a component. */
export function onDesk(listener: (desk: DeskState) => void): () => void {
  return store.subscribe((state) => {
    if (state.desk) listener(state.desk);
  });
}
