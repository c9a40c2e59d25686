import { importTickets } from '#main/engine/calls/import-tickets.ts';
import type { RecordImports } from '#main/engine/catalogue-files/record-imports.ts';
import type { PixelTestDesk } from '#main/pixel-tests/pixel-test-desk.ts';
import type { catalogueRecordRequests } from '#shared/ipc/requests/catalogue-records.ts';
import type { RequestHandlers } from '../request-handlers.ts';
import type { FileChoices } from './calls.ts';
import type { DeskAccess } from './desk-access.ts';
import { pixelTestPlan } from './pixel-test-plan.ts';

/** What the handlers of offers and partners work with besides the desk. */
export interface RecordActs {
  readonly files: FileChoices;
  readonly pixelTests: PixelTestDesk;
  openExternal(url: string): Promise<void>;
}

const CAMPAIGNS_SHOWN = 300;

/** Offers, partners, goals and pixels: what a person makes of them, by hand or by a file, and trying a pixel. */
export function catalogueRecordHandlers(
  desk: DeskAccess,
  acts: RecordActs,
): RequestHandlers<keyof typeof catalogueRecordRequests> {
  const { files, pixelTests } = acts;
  const read = () => desk.workspace().store.read;
  const write = () => desk.workspace().store.write;
  const tickets = importTickets();
  // Names show on lists of all kinds.
  const changed = async <T>(work: Promise<T>): Promise<T> => {
    const result = await work;
    desk.announce('catalogue', 'conversions', 'links', 'numbers');
    return result;
  };
  const done = async (work: Promise<unknown>): Promise<Record<string, never>> => {
    await changed(work);
    return {};
  };
  // A plan is of the workspace it was made in.
  let imports: { readonly of: unknown; readonly desk: RecordImports } | null = null;
  const importDesk = async (): Promise<RecordImports> => {
    const { store } = desk.workspace();
    const { recordImports } = await import('#main/engine/catalogue-files/record-imports.ts');
    if (imports?.of !== store) imports = { of: store, desk: recordImports(store) };
    return imports.desk;
  };

  return {
    'offers.page': (input) => read().offerPage(input),
    'offers.detail': (input) => read().offerDetail(input),
    'offers.campaigns': async (input) => (await read().campaignChoices(input)).slice(0, CAMPAIGNS_SHOWN),
    'offers.save': (draft) => changed(write().saveOffer({ draft, by: 'desk', now: desk.now() })),
    'offers.setStatus': (input) => done(write().setOfferStatus({ ...input, now: desk.now() })),
    'offers.remove': (input) => done(write().removeOffer(input)),

    'partners.page': (input) => read().partnerPage(input),
    'partners.detail': (input) => read().partnerDetail(input),
    async 'partners.conventions'({ partnerId }) {
      const found = await read().partnerDrafts({ networkId: null, partnerIds: [partnerId] });
      const said = found.filter(({ conventions }) => conventions.length > 0);
      return said.length === 1 ? (said[0]?.conventions ?? []) : [];
    },
    'partners.save': (draft) => changed(write().savePartner({ draft, by: 'desk', now: desk.now() })),
    'partners.setStatus': (input) => done(write().setPartnerStatus({ ...input, now: desk.now() })),
    'partners.remove': (input) => done(write().removePartner(input)),

    'goals.save': (draft) => changed(write().saveGoal({ draft, now: desk.now() })),
    'goals.remove': ({ id }) => done(write().removeGoal({ id, now: desk.now() })),
    'pixels.save': (draft) => changed(write().savePixel({ draft, now: desk.now() })),
    'pixels.remove': ({ id }) => done(write().removePixel({ id, now: desk.now() })),

    async 'pixelTests.open'(draft) {
      const view = await pixelTests.open(await pixelTestPlan(read(), draft));
      // Where no browser can be opened, the address is shown all the same.
      await acts.openExternal(view.address).catch(() => undefined);
      return view;
    },
    'pixelTests.view': ({ testId }) => pixelTests.view(testId),
    async 'pixelTests.close'({ testId }) {
      await pixelTests.close(testId);
      return {};
    },

    async 'imports.chooseFile'() {
      const path = await files.openTable();
      if (path === null) return null;
      const { ticket, fileName } = await tickets.open(path);
      return { ticket, fileName };
    },
    async 'imports.plan'({ source, ...how }) {
      const { fileName, text } = 'ticket' in source ? tickets.find(source.ticket) : source;
      return (await importDesk()).plan({ ...how, fileName, text });
    },
    'imports.rows': async (input) => (await importDesk()).rows(input),
    'imports.start': async (input) => changed((await importDesk()).start({ ...input, now: desk.now() })),
    async 'imports.saveFaulty'({ planId }) {
      const { fileName, columns, rows } = (await importDesk()).faulty(planId);
      const file = await files.saveAs(`${fileName.replace(/\.[^.]*$/, '')} faults.csv`, 'csv');
      if (file === null) return { file, rows: 0 };
      const { saveFaultyRows } = await import('#main/engine/catalogue-files/save-faulty-rows.ts');
      return { file, rows: await saveFaultyRows({ columns, rows, file, now: desk.now() }) };
    },
  };
}
