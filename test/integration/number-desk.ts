import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJobsOnce } from '#main/engine/jobs/run-jobs-once.ts';
import type { JobReport } from '#main/engine/jobs/run-jobs-once.ts';
import { invocaJobs } from '#main/engine/numbers/invoca-jobs.ts';
import type { InvocaJobs } from '#main/engine/numbers/invoca-jobs.ts';
import type { Catalogue } from '#main/engine/ports/catalogue.ts';
import type { DeskStore } from '#main/engine/ports/desk-store.ts';
import type { JobHandler } from '#main/engine/jobs/job-handler.ts';
import type { NetworkRecord } from '#main/engine/ports/network-record.ts';
import type { NumbersClient } from '#main/engine/ports/numbers-client.ts';
import { invocaClients } from '#main/networks/invoca/invoca-client.ts';
import { invocaNumbersClients } from '#main/networks/invoca/numbers-client.ts';
import { decodeTransactionPage } from '#main/networks/invoca/transaction-page.ts';
import { customFieldsOf } from '#main/networks/invoca/custom-fields.ts';
import { DEFAULT_INVOCA_VERSIONS } from '#shared/domain/invoca-versions.ts';
import { TOLL_FREE } from '#shared/domain/number-order.ts';
import type { NumberRow } from '#shared/ipc/numbers.ts';
import { startPractice } from '#test/support/practice.ts';
import type { Practice } from '#test/support/practice.ts';
import { keptLog } from '#test/support/store-workspace.ts';
import { openTestStore } from '#test/support/test-store.ts';

/** A desk that asks a practice network for numbers, over real sockets and a real file, in a time of its own. */
export interface NumberDesk {
  readonly practice: Practice;
  readonly store: DeskStore;
  readonly network: NetworkRecord;
  readonly logged: readonly string[];
  /** The workspace's file. */
  readonly file: string;
  /** Now, in the desk's time. */
  now(): number;
  pass(ms: number): void;
  /** Reads the catalogue now. */
  catalogue(): Promise<Catalogue>;
  /** Reads the catalogue and stores it; or stores one that was read before, as of then. */
  readCatalogue(earlier?: { readonly catalogue: Catalogue; readonly asOf: number }): Promise<void>;
  /** Does what is due; `store` and `client` may be stand-ins that fail. */
  run(through?: {
    readonly store?: DeskStore;
    readonly client?: (real: NumbersClient) => NumbersClient;
  }): Promise<JobReport>;
  numbers(filter?: Parameters<DeskStore['read']['numberPage']>[0]['filter']): Promise<readonly NumberRow[]>;
  /** Numbers of partner 23 on offer 45, as the network lists them. */
  atNetwork(
    place?: string,
  ): Promise<readonly { readonly id_from_network: string; readonly promo_number: string }[]>;
  close(): Promise<void>;
}

export const ORDER = {
  description: 'Zebra {n}',
  mediaType: 'Online: Email',
  customData: { aff_sub2: 'zebra' },
  wish: TOLL_FREE,
};

const CAMPAIGN = '/api/2022-08-01/142/advertisers/8/advertiser_campaigns/45';
/** Partner 23 on offer 45. */
export const PAIR = `${CAMPAIGN}/affiliates/23/affiliate_campaigns/promo_numbers_by_id`;

/** Starts the desk with its catalogue read. In the world of seed 3, partner 23 may have 25 numbers on offer 45. */
export async function numberDesk(options: Parameters<typeof startPractice>[0] = {}): Promise<NumberDesk> {
  const folder = await mkdtemp(join(tmpdir(), 'switchboard-numbers-'));
  const practice = await startPractice({ seed: 3, ...options });
  const log = keptLog();
  let now = Date.UTC(2026, 4, 14, 9);
  const clock = (): number => now;
  const file = join(folder, 'desk.sqlite');
  const store = await openTestStore({
    file,
    decode: decodeTransactionPage,
    callFields: customFieldsOf,
    log,
    now: clock,
  });
  const network = await store.write.addNetwork({
    now,
    network: {
      kind: 'invoca',
      name: 'LeadTrust',
      baseUrl: practice.network.invocaUrl,
      organisationId: practice.network.networkId,
      user: 'network',
      currency: 'USD',
      versions: DEFAULT_INVOCA_VERSIONS,
      token: { keeping: 'session' },
      practice: true,
    },
  });
  const token = practice.network.tokens.network;
  const clients = invocaNumbersClients({ timeoutMs: 150, clock });
  const signal = new AbortController().signal;

  const handler = (through: NonNullable<Parameters<NumberDesk['run']>[0]>): JobHandler => {
    const made: InvocaJobs = invocaJobs({
      store: through.store ?? store,
      accounts: () => {
        const client = clients(network, token);
        return Promise.resolve({ network, client: through.client?.(client) ?? client });
      },
      clock,
      random: () => 0.5,
    });
    return (job, context) => {
      if (job.kind.startsWith('session.')) return Promise.reject(new Error(`${job.kind} is not done here.`));
      return isInvocaJob(job) ? made(job, context) : Promise.reject(new Error('Unknown kind.'));
    };
  };
  const desk: NumberDesk = {
    practice,
    store,
    network,
    logged: log.lines,
    file,
    now: clock,
    pass: (ms) => {
      now += ms;
    },
    async catalogue() {
      const catalogue = await invocaClients({ retryDelaysMs: [] })(network, token).catalogue({ signal });
      if (catalogue === null) throw new Error('The network lists nothing.');
      return catalogue;
    },
    async readCatalogue(earlier) {
      const read = earlier ?? { asOf: now, catalogue: await desk.catalogue() };
      await store.write.saveCatalogue({ networkId: network.id, ...read, now });
    },
    run: (through = {}) =>
      runJobsOnce({ store: through.store ?? store, handle: handler(through), clock, log, signal }),
    numbers: async (filter = {}) => (await store.read.numberPage({ filter, index: 0, limit: 200, now })).rows,
    async atNetwork(place = PAIR) {
      const response = await practice.get(`${place}.json`);
      const listed: unknown = await response.json();
      if (!Array.isArray(listed)) throw new Error('The network lists no numbers.');
      return listed.map((one: { id_from_network: string; promo_number: string }) => ({
        id_from_network: one.id_from_network,
        promo_number: one.promo_number,
      }));
    },
    async close() {
      await store.close();
      await practice.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
  await desk.readCatalogue();
  now += 1000;
  return desk;
}

type InvocaJob = Parameters<InvocaJobs>[0];

function isInvocaJob(job: Parameters<JobHandler>[0]): job is InvocaJob {
  return /^(?:promo_number|ring_pool|affiliate_campaign)\./.test(job.kind);
}
