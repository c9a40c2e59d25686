import { reconcileText as text } from '#renderer/app/messages/en/reconcile.ts';
import type { ChosenFile, FileMapping, FileRole, ReconcileDraft, SideDraft } from '#shared/ipc/reconcile.ts';
import { isTimeZone } from '#shared/domain/wall-clock.ts';

/** What a side can be, as the form offers it. */
export type SideKind = 'desk' | 'invoca' | 'tune' | `file ${FileRole}`;

export const SIDE_KINDS: readonly SideKind[] = [
  'desk',
  'invoca',
  'tune',
  'file partner',
  'file tune',
  'file invoice',
];

/** A side of the form. */
export interface SideForm {
  readonly kind: SideKind;
  readonly networkId: number | null;
  readonly zone: string;
  readonly file: ChosenFile | null;
  readonly mapping: FileMapping | null;
  /** Whether the file can be read whole, as far as was tried. */
  readonly readable: boolean;
}

/** The form of a new reconciliation. */
export interface RunForm {
  readonly title: string;
  readonly sides: readonly SideForm[];
  readonly firstDay: string;
  readonly lastDay: string;
  readonly window: string;
  readonly networkId: number | null;
  readonly partnerId: string;
  readonly offerId: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A side as it stands before anything is said of it. */
export function newSide(kind: SideKind, zone: string): SideForm {
  return { kind, networkId: null, zone, file: null, mapping: null, readable: true };
}

/** The desk beside a partner's report, over the month before this one. */
export function newForm(zone: string, today: string): RunForm {
  const [year = 2026, month = 1] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1, 0));
  const lastDay = last.toISOString().slice(0, 10);
  return {
    title: '',
    sides: [newSide('desk', zone), newSide('file partner', zone)],
    firstDay: `${lastDay.slice(0, 8)}01`,
    lastDay,
    window: '5',
    networkId: null,
    partnerId: '',
    offerId: '',
  };
}

/** What a file is taken for by the kind of its side. */
export const roleOf = (kind: SideKind): FileRole | null =>
  kind === 'file tune'
    ? 'tune'
    : kind === 'file partner'
      ? 'partner'
      : kind === 'file invoice'
        ? 'invoice'
        : null;

/** What is asked for, or what is missing of it in a sentence. */
export function draftOf(form: RunForm): { readonly draft: ReconcileDraft } | { readonly missing: string } {
  const sides: SideDraft[] = [];
  for (const side of form.sides) {
    const made = sideOf(side);
    if (typeof made === 'string') return { missing: made };
    sides.push(made);
  }
  if (!DAY.test(form.firstDay) || !DAY.test(form.lastDay) || form.firstDay > form.lastDay)
    return { missing: text.notReady.days };
  const window = Number(form.window);
  if (!/^\d{1,4}$/.test(form.window.trim()) || window > 1440) return { missing: text.notReady.window };
  const named = (id: string): string | null => (id.trim() === '' ? null : id.trim());
  return {
    draft: {
      title: form.title.trim(),
      sides,
      firstDay: form.firstDay,
      lastDay: form.lastDay,
      windowMinutes: window,
      networkId: form.networkId,
      partnerId: named(form.partnerId),
      offerId: named(form.offerId),
    },
  };
}

function sideOf(side: SideForm): SideDraft | string {
  const { kind, networkId, zone, file, mapping } = side;
  const role = roleOf(kind);
  if (role !== null) {
    if (file === null || mapping === null) return text.notReady.file;
    if (!isTimeZone(mapping.zone)) return text.notReady.zone;
    if (!side.readable) return text.notReady.faults;
    return { kind: 'file', role, digest: file.digest, name: file.name, mapping, asOf: null };
  }
  if (!isTimeZone(zone)) return text.notReady.zone;
  if (kind === 'desk') return { kind, zone };
  if (networkId === null) return text.notReady.account;
  return { kind: kind === 'invoca' ? 'invoca' : 'tune', networkId, zone };
}
