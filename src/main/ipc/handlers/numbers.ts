import { importTickets } from '#main/engine/calls/import-tickets.ts';
import { checkedOrder, mayAskFor } from '#main/engine/numbers/ask-number.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { numberRequests } from '#shared/ipc/requests/numbers.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { FileChoices } from './calls.ts';
import type { DeskAccess } from './desk-access.ts';

/**
 * Offers, numbers and ring pools: what is asked of a network is checked, stored as a job, and then done by the engine,
 * now or when there is a connection.
 */
export function numberHandlers(
  desk: DeskAccess,
  files: FileChoices,
): RequestHandlers<keyof typeof numberRequests> {
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const engine = () => desk.workspace().engine;
  const tickets = importTickets();
  const changed = (): void => {
    desk.announce('numbers', 'catalogue', 'jobs');
    engine().jobsChanged();
  };
  const then = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    changed();
    return result;
  };

  return {
    'campaigns.list': (input) => read().partnerCampaigns({ ...input, now: desk.now() }),
    'campaigns.ages': () => engine().catalogue.ages(),
    async 'campaigns.refresh'({ networkId }) {
      await engine().catalogue.refresh(networkId);
      return {};
    },
    'campaigns.cancelRefresh'({ networkId }) {
      engine().catalogue.cancel(networkId);
      return {};
    },
    'campaigns.apply': (input) => then(write().applyToCampaign({ ...input, now: desk.now() })),

    'numbers.page': (input) => read().numberPage({ ...input, now: desk.now() }),
    'numbers.detail': ({ id }) => read().numberDetail({ id, now: desk.now() }),
    async 'numbers.request'({ networkId, offerId, partnerId, order }) {
      const now = desk.now();
      const checked = checkedOrder(order);
      await mayAskFor(read(), { networkId, offerId, partnerId, count: 1, now });
      const { numberIds } = await then(
        write().requestNumbers({
          networkId,
          batchName: null,
          numbers: [{ line: 1, offerId, partnerId, order: checked }],
          skipped: [],
          now,
        }),
      );
      const [id] = numberIds;
      if (id === undefined) throw new DeskError('internal', 'The request was not kept.');
      return { id };
    },
    'numbers.change': ({ id, ...change }) =>
      then(write().changeNumber({ id, ...checkedOrder(change), now: desk.now() })),
    'numbers.consequence': (input) => read().numberConsequence(input),
    async 'numbers.move'(input) {
      const { refusal } = await read().numberConsequence(input);
      if (refusal !== '') throw new DeskError('conflict', refusal);
      return then(write().moveNumber({ ...input, now: desk.now() }));
    },
    'numbers.remove': ({ id }) => then(write().removeNumber({ id, now: desk.now() })),

    'ringPools.list': (input) => read().ringPools({ ...input, now: desk.now() }),
    'ringPools.request': (input) => then(write().requestRingPool({ ...input, now: desk.now() })),
    'ringPools.change': (input) => then(write().changeRingPool({ ...input, now: desk.now() })),
    'ringPools.remove': ({ id }) => then(write().removeRingPool({ id, now: desk.now() })),
    'ringPools.allocate': (input) => then(write().requestAllocations({ ...input, now: desk.now() })),
    'ringPools.allocations': (input) => read().allocationPage({ ...input, now: desk.now() }),

    'bulk.form': (form) => engine().bulk.planForm({ ...form, order: checkedOrder(form.order) }),
    async 'bulk.chooseFile'() {
      const path = await files.openTable();
      if (path === null) return null;
      const { ticket, fileName } = await tickets.open(path);
      return { ticket, fileName };
    },
    'bulk.file'({ source, ...how }) {
      const { fileName, text } = 'ticket' in source ? tickets.find(source.ticket) : source;
      return engine().bulk.planFile({ ...how, fileName, text });
    },
    'bulk.rows': (input) => engine().bulk.rows(input),
    'bulk.start': (input) => then(engine().bulk.start({ ...input, now: desk.now() })),
    async 'bulk.saveResult'({ batchId }) {
      const { name } = await read().batch({ id: batchId });
      const suggested = `${name.replace(/[^\p{L}\p{N} ._-]+/gu, '').trim() || 'numbers'}.csv`;
      const file = await files.saveAs(suggested, 'csv');
      if (file === null) return { file, rows: 0 };
      const { saveBatchResult } = await import('#main/engine/numbers/bulk/save-result.ts');
      return { file, rows: await saveBatchResult(read(), { batchId, file, now: desk.now() }) };
    },
  };
}
