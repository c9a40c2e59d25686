import type { TransactionLog } from '../invoca/transaction-log.ts';
import { seededRandom } from '../seeded-random.ts';
import type { WireReply, WireRequest } from '../wire.ts';
import type { PracticeWorld } from '../world/practice-world.ts';
import { calledLine } from './called-line.ts';
import { answerTuneClick } from './click.ts';
import { answerConversionUrl, isConversionUrl } from './conversion-urls.ts';
import { createConversions, tuneTime, type Conversions } from './conversions.ts';
import { createInvocaImport, type InvocaImport } from './invoca-import.ts';
import { answerOfferPage, isOfferPage } from './offer-page.ts';
import { createTuneSessions, type TuneSessions } from './sessions.ts';
import type { TuneTables } from './tables.ts';
import { createTuneApi, isTuneApiPath, methodNameOf, requestParameters, type TuneKeys } from './tune-api.ts';
import { usualTuneSettings, type TuneSettings } from './tune-settings.ts';
import { createTuneWorld } from './tune-world.ts';

/** The TUNE double with everything a test may look at or turn. */
export interface TuneService {
  readonly keys: TuneKeys;
  readonly settings: TuneSettings;
  readonly tables: TuneTables;
  readonly conversions: Conversions;
  readonly sessions: TuneSessions;
  readonly impressions: ReadonlyMap<string, number>;
  readonly invoca: InvocaImport;
  /** Answers a request to one of its paths. */
  answer(request: WireRequest): WireReply;
}

/** What the double is made over. `origin` is where this server is reached. */
export interface TuneSurroundings {
  readonly world: PracticeWorld;
  readonly log: TransactionLog;
  readonly clock: () => number;
  readonly origin: () => string;
}

const CLICK = '/aff_c';
const KEY_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** True for the paths the double answers: the API, the tracking domain, and the pages of its offers. */
export function isTunePath(pathname: string): boolean {
  return pathname === CLICK || isTuneApiPath(pathname) || isConversionUrl(pathname) || isOfferPage(pathname);
}

/** What faults know a call of the API by behind its address, such as `Offer::findAll`; nothing for other paths. */
export function tuneMethodOf(request: WireRequest): string | undefined {
  return isTuneApiPath(request.url.pathname) ? methodNameOf(requestParameters(request)) : undefined;
}

/** Makes the double. Keys and ids come from the seed; the calls the account holds already have been imported. */
export function createTuneService(
  seed: number,
  { world, log, clock, origin }: TuneSurroundings,
): TuneService {
  const random = seededRandom(seed, 'tune keys');
  const keys: TuneKeys = {
    networkId: world.networkName,
    network: `NET${random.text(32, KEY_CHARACTERS)}`,
    partner: `AFF${random.text(32, KEY_CHARACTERS)}`,
    partnerId: '23',
  };
  const settings = usualTuneSettings();
  const tuneWorld = createTuneWorld(world, seed);
  const { tables } = tuneWorld;
  const conversions = createConversions(tables, seed);
  const sessions = createTuneSessions(seed);
  const impressions = new Map<string, number>();
  const invoca = createInvocaImport({
    log,
    tables,
    conversions,
    settings,
    lineOf: (row) => calledLine(world, row),
    startedAt: clock(),
  });
  const now = (): string => tuneTime(clock());
  const catchUp = (): void => invoca.catchUp();
  const api = createTuneApi({ tables, settings, conversions, world: tuneWorld, now, keys, catchUp });

  return {
    keys,
    settings,
    tables,
    conversions,
    sessions,
    impressions,
    invoca,
    answer(request) {
      const { pathname } = request.url;
      if (isTuneApiPath(pathname)) return api(request);
      if (pathname === CLICK) return answerTuneClick({ tables, sessions, origin }, request);
      if (isOfferPage(pathname)) return answerOfferPage(tables, request);
      catchUp();
      return answerConversionUrl({ tables, sessions, conversions, settings, impressions }, request);
    },
  };
}
