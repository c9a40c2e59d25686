import { create } from 'zustand';
import { asDeskFault } from './desk-fault.ts';

export interface ToastItem {
  readonly id: number;
  readonly text: string;
  readonly fault: boolean;
}

const SHOWN_MS = 4000;
const FAULT_SHOWN_MS = 12_000;
const MOST_SHOWN = 4;

const store = create<{ readonly items: readonly ToastItem[] }>()(() => ({ items: [] }));
let nextId = 1;

/** Tells the result of a person's own action for a few seconds. */
export function toast(text: string): void {
  show(text, false);
}

/** Tells that a person's own action failed; stays longer. */
export function reportFault(thrown: unknown): void {
  show(asDeskFault(thrown).message, true);
}

/** Takes a toast away before its time. */
export function dismissToast(id: number): void {
  store.setState((state) => ({ items: state.items.filter((item) => item.id !== id) }));
}

/** The toasts to show, oldest first. */
export function useToasts(): readonly ToastItem[] {
  return store((state) => state.items);
}

function show(text: string, fault: boolean): void {
  const id = nextId;
  nextId += 1;
  store.setState((state) => ({ items: [...state.items, { id, text, fault }].slice(-MOST_SHOWN) }));
  setTimeout(() => dismissToast(id), fault ? FAULT_SHOWN_MS : SHOWN_MS);
}
