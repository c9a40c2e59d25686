import { exportRun } from '#main/engine/reconcile/export-run.ts';
import type { ReconcileDesk } from '#main/engine/reconcile/reconcile-desk.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { reconcileRequests } from '#shared/ipc/requests/reconcile.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { FileChoices } from './calls.ts';
import type { DeskPart } from './desk-access.ts';

/** Reconciliations: runs, their lines, files, the watched folder. */
export function reconcileHandlers(
  desk: DeskPart<'reconcile'>,
  files: FileChoices,
): RequestHandlers<keyof typeof reconcileRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const work = (): ReconcileDesk => {
    const { reconcile } = desk.workspace().engine;
    if (reconcile === null) throw new DeskError('conflict', 'Nothing can be reconciled here.');
    return reconcile;
  };
  return {
    async 'reconcile.accounts'() {
      const [invoca, tune] = await Promise.all([read().networks(), read().tuneAccounts()]);
      return {
        invoca: invoca.map(({ id, name, currency }) => ({ id, name, currency, zone: null })),
        tune: tune.map(({ id, name, currency, timeZone }) => ({ id, name, currency, zone: timeZone })),
      };
    },
    async 'reconcile.chooseFile'({ role }) {
      const path = await files.openTable();
      return path === null ? null : work().openFile(path, role);
    },
    'reconcile.keptFile': ({ digest, role }) => work().keptFile(digest, role),
    'reconcile.previewFile': (input) => work().previewFile(input),
    async 'reconcile.start'(draft) {
      return { id: await work().start(draft) };
    },
    async 'reconcile.repeat'({ id }) {
      return { id: await work().repeat(id) };
    },
    async 'reconcile.cancel'({ id }) {
      work().cancel(id);
      return {};
    },
    async 'reconcile.runs'() {
      return [...(await read().reconcileRuns())];
    },
    'reconcile.run': (input) => read().reconcileRun(input),
    async 'reconcile.remove'(input) {
      await write().removeReconcileRun(input);
      desk.announce('reconcile');
      return {};
    },
    async 'reconcile.rows'(input) {
      return { rows: [...(await read().reconcileRows(input))] };
    },
    'reconcile.rowTotals': (input) => read().reconcileRowTotals(input),
    async 'reconcile.row'({ runId, place }) {
      const [row] = await read().reconcileLines({ runId, places: [place] });
      if (!row) throw new DeskError('not_found', 'This line is not kept any more.');
      return row;
    },
    async 'reconcile.accept'({ runId, lines, note }) {
      const at = desk.now();
      const count = await write().acceptReconcileLines({ runId, lines, note, now: at });
      desk.announce('reconcile');
      return { count, at };
    },
    async 'reconcile.export'(request) {
      const reader = read();
      const day = new Date(desk.now()).toISOString().slice(0, 10);
      const file = await files.saveAs(`reconciliation-${day}.${request.format}`, request.format);
      if (file === null) return { file, rows: 0 };
      return { file, rows: await exportRun(reader, { ...request, file, now: desk.now() }) };
    },
    'reconcile.folder': () => work().folder(),
    async 'reconcile.chooseFolder'() {
      const path = await files.chooseFolder();
      if (path !== null) await work().setFolder(path);
      return work().folder();
    },
    async 'reconcile.leaveFolder'() {
      await work().setFolder(null);
      return work().folder();
    },
    async 'reconcile.ignoreArrival'(input) {
      await write().ignoreArrival(input);
      desk.announce('reconcile');
      return {};
    },
  };
}
