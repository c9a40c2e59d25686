import { records } from './0001-records.ts';
import { conversionList } from './0002-conversion-list.ts';
import { jobs } from './0003-jobs.ts';
import { sessionNumbers } from './0004-session-numbers.ts';
import { calls } from './0005-calls.ts';
import { promoNumbers } from './0006-promo-numbers.ts';
import { sendLists } from './0007-send-lists.ts';
import { visits } from './0008-visits.ts';
import { tuneAccounts } from './0009-tune-accounts.ts';
import { historyChain } from './0010-history-chain.ts';
import { replays } from './0011-replays.ts';
import { offersPartners } from './0012-offers-partners.ts';
import { tuneRecords } from './0013-tune-records.ts';
import { receivers } from './0014-receivers.ts';
import { reconciliation } from './0015-reconciliation.ts';
import { linkRegister } from './0016-link-register.ts';
import { decisions } from './0017-decisions.ts';
import { actParts } from './0018-act-parts.ts';
import type { Migration } from './migration.ts';

/** Every step of the schema in order; the last one's version is what this app writes. */
export const MIGRATIONS: readonly Migration[] = [
  records,
  conversionList,
  jobs,
  sessionNumbers,
  calls,
  promoNumbers,
  sendLists,
  visits,
  tuneAccounts,
  historyChain,
  replays,
  offersPartners,
  tuneRecords,
  receivers,
  reconciliation,
  linkRegister,
  decisions,
  actParts,
];

/** The newest version of the file that this app knows. */
export const NEWEST_VERSION = MIGRATIONS.length;
