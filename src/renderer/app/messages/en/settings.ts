import type { TokenKeeping } from '#shared/ipc/networks.ts';

const KEEPING: Readonly<Record<TokenKeeping, string>> = {
  keyring: 'Token encrypted by the system’s keyring',
  session: 'Token kept for this session only',
  environment: 'Token read from a variable of the environment',
  unprotected: 'Token on disk without a keyring, as you agreed',
  missing: 'No token',
};

/** The words of the settings screen. */
export const settingsText = {
  title: 'Settings',
  savedAtOnce: 'Changes take effect at once.',

  networks: 'Networks',
  addNetwork: 'Connect a network…',
  noNetworks: 'No network is connected. Calls arrive once one is.',
  practice: 'Practice',
  idOf: (user: 'network' | 'advertiser' | 'affiliate', id: string) =>
    ({ network: `Network ${id}`, advertiser: `Advertiser ${id}`, affiliate: `Publisher ${id}` })[user],
  transactions: (count: number, text: string) => (count === 1 ? '1 transaction' : `${text} transactions`),
  neverSynced: 'Not synced yet',
  lastSuccess: (ago: string) => `Synced ${ago}`,
  keeping: KEEPING,
  practiceToken: 'Token made by the practice network itself',
  tokenMissing: 'The token is not at hand, so nothing is synced. Give it again to go on.',
  edit: 'Edit…',
  editOf: (name: string) => `Edit… ${name}`,
  editTitle: (name: string) => `Edit ${name}`,
  tokenForNewServer: 'Another server: enter the token again, so that it goes only where you send it.',
  otherAccount:
    'With another id this is another account: its calls are read from the beginning. What came from the one before stays.',
  editConfirm: 'Test and save',
  editSave: 'Save',
  edited: (name: string) => `${name} is changed.`,
  replaceToken: 'Replace token…',
  replaceTokenOf: (name: string) => `Replace token… of ${name}`,
  remove: 'Remove…',
  removeOf: (name: string) => `Remove… ${name}`,
  tokenTitle: (name: string) => `Replace the token of ${name}`,
  token: 'API token',
  tokenHint: 'Kept encrypted by this system’s keyring. It is never shown again, logged or exported.',
  noKeyring:
    'This system has no keyring that Switchboard can use. The token is kept for this session only, and asked for again after a restart.',
  keepWithoutKeyring: 'Keep the token on disk all the same',
  keepWithoutKeyringHint: 'Without a keyring, other programs of this user could read it.',
  tokenSave: 'Replace',
  tokenSaved: (name: string) => `The token of ${name} is replaced.`,
  removeTitle: (name: string) => `Remove ${name}?`,
  removeText:
    'The account and its token are forgotten, and nothing more is synced from it. Its calls, conversions and deliveries stay. Connecting the same account again continues where it stopped.',
  removeConfirm: 'Remove the network',
  removed: (name: string) => `${name} is removed.`,
  addTitle: 'Connect an Invoca network',
  nameHint: 'What this network is called here.',
  addConfirm: 'Test and connect',
  adding: 'Testing…',
  added: (name: string) => `${name} is connected.`,

  sync: 'Sync',
  pollMinutes: 'Minutes between syncs',
  pollHint: 'From 5 to 1440. Invoca counts every request; ten minutes is usual.',
  pollWrong: 'Give a whole number from 5 to 1440.',

  look: 'Appearance',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },

  window: 'Window and notifications',
  closeToTray: 'Close to the tray',
  closeToTrayHint: 'Closing the window keeps syncing and sending. Quit is in the menu of the tray.',
  noTray:
    'This desktop shows no tray. Closing the window minimises it, since a hidden one could not be brought back.',
  startAtLogin: 'Start at login',
  startAtLoginHint: 'Starts hidden in the tray, or minimised where there is none.',
  notifications: 'Notifications',
  notificationsHint: 'At most one for each sync: what was approved, and what needs a person.',

  postbacks: 'Postbacks',
  timeout: 'Seconds to wait for a receiver',
  timeoutHint: 'From 5 to 30. A receiver that answers later counts as not delivered.',
  timeoutWrong: 'Give a whole number from 5 to 30.',
  links: 'Links',
  linkCheckHours: 'Hours between checks of a published link',
  linkCheckHint: 'From 1 to 720; 0 follows none by itself. Each check counts as one click.',
  linkCheckWrong: 'Give a whole number from 0 to 720.',
  attemptDays: 'Keep attempts for days',
  attemptDaysHint: 'From 30 to 3650. Older attempts are forgotten; their postbacks stay in the list.',
  attemptDaysWrong: 'Give a whole number from 30 to 3650.',

  data: 'Data on this machine',
  dataFolder: 'Data folder',
  logFolder: 'Logs',
  open: 'Open',
  openData: 'Open the data folder',
  openLogs: 'Open the logs folder',
  keyring: 'Keyring',
  keyringThere: (backend: string) => `Secrets are encrypted by ${backend}.`,
  keyringMissing: (backend: string) =>
    `None that Switchboard can use (${backend}). Tokens are kept for the session only, unless you agree to more.`,
  history: 'History',
  verify: 'Verify history',
  verifying: 'Checking every entry…',
  verifyHint: 'Every change of a conversion is an entry sealed onto the one before.',
  historyHolds: (count: number, shown: string) =>
    count === 1 ? 'The one entry is as it was sealed.' : `All ${shown} entries are as they were sealed.`,
  historyBroken: (invocaId: string | null, seq: number | null, what: string) =>
    `Changed from outside${invocaId === null ? '' : `, call ${invocaId}`}${seq === null ? '' : `, entry ${seq}`}: ${what}`,
  newestDigest: 'Newest digest:',
  digest: 'the newest digest',
  dataNote:
    'Everything is kept here, in one file for each workspace. Tokens and secrets never go into logs or exports.',

  about: 'About',
  version: 'Version',
  zone: 'Time zone',
  zoneNote: 'Every time on screen is on this clock.',
  proxy: 'Connection',
  proxyOn: 'Through the system’s proxy. The check of addresses is weaker there.',
  proxyOff: 'Direct, every address checked before it is called.',
} as const;
