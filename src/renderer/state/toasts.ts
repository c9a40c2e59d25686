import { create } from 'zustand';
import { asDeskFault } from './desk-fault.ts';

/** What can still be done about what a toast tells, such as taking it back. */
export interface ToastAction {
  readonly label: string;
  readonly run: () => void;
}

export interface ToastItem {
  readonly id: number;
  readonly text: string;
  readonly fault: boolean;
  readonly action: ToastAction | undefined;
}

const SHOWN_MS = 4000;
const ACTION_SHOWN_MS = 10_000;
const FAULT_SHOWN_MS = 12_000;
const MOST_SHOWN = 4;

const store = create<{ readonly items: readonly ToastItem[] }>()(() => ({ items: [] }));
let nextId = 1;

/** Tells the result of a person's own action for a few seconds; longer when there is something to do about it. */
export function toast(text: string, action?: ToastAction): void {
  show({ text, fault: false, action }, action ? ACTION_SHOWN_MS : SHOWN_MS);
}

/** Tells that a person's own action failed; stays longer. */
export function reportFault(thrown: unknown): void {
  show({ text: asDeskFault(thrown).message, fault: true, action: undefined }, FAULT_SHOWN_MS);
}

/** Takes a toast away before its time. */
export function dismissToast(id: number): void {
  store.setState((state) => ({ items: state.items.filter((item) => item.id !== id) }));
}

/** The toasts to show, oldest first. */
export function useToasts(): readonly ToastItem[] {
  return store((state) => state.items);
}

function show(item: Omit<ToastItem, 'id'>, shownMs: number): void {
  const id = nextId;
  nextId += 1;
  store.setState((state) => ({ items: [...state.items, { id, ...item }].slice(-MOST_SHOWN) }));
  setTimeout(() => dismissToast(id), shownMs);
}
