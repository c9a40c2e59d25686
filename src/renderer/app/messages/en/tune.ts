import type { TuneConversionRow, TuneNetworkView, TunePostbackView, TuneProgress } from '#shared/ipc/tune.ts';

const many = (count: number, one: string, more: string, shown: string): string =>
  `${shown} ${count === 1 ? one : more}`;

/** Words about TUNE networks, and about who owns conversions. */
export const tuneText = {
  title: 'TUNE',
  kind: 'TUNE network',
  addButton: 'Connect a TUNE network…',
  addTitle: 'Connect a TUNE network',
  editTitle: (name: string) => `Edit ${name}`,
  keyTitle: (name: string) => `Replace the key of ${name}`,
  startTitle: 'Connect a TUNE network',
  startText:
    'Reads its offers, partners, goals, postbacks and conversions over API v3. Two test requests are made; nothing is changed there.',
  startAction: 'Connect TUNE',
  workspaceHint: 'What this workspace and network are called here.',
  nameHint: 'What this network is called here.',
  name: 'Name',
  networkId: 'Network id',
  networkIdHint: 'The beginning of its host names: leadtrust in leadtrust.go2cloud.org.',
  baseUrl: 'Address of the API',
  baseUrlHint: 'Usually https://<network id>.api.hasoffers.com.',
  apiKey: 'API key',
  apiKeyHint: 'A network key, from Support → API in TUNE. Kept encrypted; never shown, logged or exported.',
  keyKept: 'Empty keeps the key it has.',
  keyAgain: 'Another server: enter the key again, so that it goes only where you send it.',
  timeZone: 'Time zone',
  timeZoneHint: 'Empty asks the network for its own.',
  currency: 'Currency',
  currencyHint: 'Of amounts that name no other.',
  calls: 'Counts the calls of',
  callsHint: 'The Invoca network whose calls TUNE takes over.',
  callsUnknown: 'calls of no known Invoca network',
  callsOf: (name: string) => `calls of ${name}`,
  connect: 'Test and connect',
  testing: 'Testing…',
  save: 'Test and save',
  replace: 'Test and replace',
  replaceKey: 'Replace key…',
  replaceKeyOf: (name: string) => `Replace key… of ${name}`,
  editOf: (name: string) => `Edit… ${name}`,
  openOf: (name: string) => `Open ${name}`,
  practiceKey: 'Key made by the practice network itself',
  keyMissing: 'The key is not at hand, so nothing is read. Give it again to go on.',

  setupTitle: 'One step in TUNE first',
  setupText: 'TUNE answers only addresses that are on its list, and this machine’s is not on it.',
  setupOpen: 'In TUNE, open Support → API.',
  setupAdd: 'Add this address to the allowed addresses:',
  setupUnknown:
    'Add the public IPv4 address of this connection to the allowed addresses. TUNE did not tell which address it saw; whoever provides your connection knows it.',
  setupCopy: 'the address',
  setupAgain:
    'Then test again here. Where the address of this connection changes, each new one has to be added.',

  network: 'Network',
  neverRead: 'Not read yet',
  readAgo: (ago: string) => `Read ${ago}`,
  readNow: 'Read now',
  cancel: 'Cancel',
  steps: {
    offers: 'Reading offers',
    partners: 'Reading partners',
    goals: 'Reading goals',
    postbacks: 'Reading postbacks',
    conversions: 'Reading conversions',
    records: 'Reading copies of calls',
  } satisfies Record<TuneProgress['step'], string>,
  progress: (done: number, of: number, rows: string) => `step ${done + 1} of ${of}, ${rows} records`,
  tabs: 'Views of TUNE',
  tabStanding: 'Standing',
  tabPostbacks: 'Postbacks',
  tabConversions: 'Conversions',
  noNetwork: 'No TUNE network is connected',
  noNetworkText: 'Connect one in Settings, Networks, to read what it counts and whom it tells.',
  toSettings: 'Networks in Settings',
  fault: 'It could not be read.',

  standing: 'What was read',
  known: (count: number, shown: string, from: string) =>
    `${many(count, 'conversion', 'conversions', shown)} since ${from}`,
  counts: {
    offers: 'Pay-per-call offers',
    partners: 'Partners',
    goals: 'Goals',
    postbacks: 'Postbacks and pixels',
    conversions: 'Conversions',
    records: 'Copies of calls',
  } satisfies Record<keyof TuneNetworkView['counts'], string>,
  since: 'Conversions since',
  zone: 'Its time zone',
  newestImport: 'Newest call it took over',
  noImport: 'None',
  differences: 'Told otherwise than here',
  unmatched: 'Calls that are not here',
  unsettled: 'Postbacks to settle',
  held: 'Postbacks that wait for it',
  none: '–',

  mode: 'Who owns conversions',
  modes: {
    desk: 'The desk',
    observe: 'TUNE; the desk observes',
    write: 'The desk, which also writes to TUNE',
  },
  modeHints: {
    desk: 'The desk records conversions and tells partners. TUNE is only read.',
    observe:
      'TUNE records conversions and tells partners. The desk mirrors its status, never sends, and says where the two differ.',
    write:
      'As the desk; status, payout and revenue of each conversion are written to TUNE. Only where TUNE does not take over calls by itself.',
  },
  change: (mode: string) => `Switch to: ${mode}…`,
  switchTo: 'Switch…',
  modeNow: 'now',
  staysDesk: 'The desk goes on recording conversions and telling partners.',
  previewTitle: { desk: 'Let the desk own conversions?', observe: 'Only observe?', write: 'Write to TUNE?' },
  previewChanges: 'What changes',
  previewObstacles: 'What stands in the way',
  observeWaiting: (count: number, shown: string) =>
    count === 0
      ? 'No postbacks wait to be sent.'
      : `${many(count, 'postback waits', 'postbacks wait', shown)} and will not be sent while the desk observes.`,
  observeTemplates: (count: number, shown: string) =>
    `${many(count, 'active template owes', 'active templates owe', shown)} nothing for calls that come meanwhile.`,
  observeTune: (count: number, shown: string) =>
    `TUNE tells partners by ${many(count, 'active postback', 'active postbacks', shown)} of its own.`,
  deskWaiting: (count: number, shown: string) =>
    count === 0
      ? 'No postbacks wait to be sent.'
      : `${many(count, 'postback that waits goes', 'postbacks that wait go', shown)} out.`,
  deskTemplates: (count: number, shown: string) =>
    `${many(count, 'active template tells', 'active templates tell', shown)} partners of calls from now on. Calls that came while the desk observed were TUNE’s to tell.`,
  deskTune: (count: number, shown: string) =>
    count === 0
      ? 'TUNE has no active postbacks about calls.'
      : `TUNE has ${many(count, 'active postback', 'active postbacks', shown)} about calls; none tells a partner whom the desk tells, or it is acknowledged.`,
  deskCancels: (count: number, shown: string) =>
    `${many(count, 'job that writes to TUNE is', 'jobs that write to TUNE are', shown)} taken back.`,
  writeWrites: (count: number, shown: string) =>
    count === 0
      ? 'TUNE has every conversion as it is here.'
      : `${many(count, 'conversion gets', 'conversions get', shown)} the desk’s status, payout and revenue in TUNE.`,
  importOff: 'TUNE does not take over calls from Invoca by itself',
  importOffHint: 'Its own integration with Invoca is switched off; the account manager at TUNE does that.',
  practiceImport: 'Switch off the practice import',
  practiceImportOff: 'Switched off. A minute after the newest call it took over, you can go on.',
  confirm: { desk: 'Let the desk own them', observe: 'Observe', write: 'Write to TUNE' },
  switched: {
    desk: 'The desk owns conversions.',
    observe: 'The desk observes.',
    write: 'The desk writes to TUNE.',
  },
  toPostbacks: 'Show the postbacks',

  postbacksLabel: 'Postbacks and pixels of TUNE',
  postbacksNote:
    'What TUNE itself calls. One that is active and tells a partner whom a template here tells too would tell that partner twice: what the desk would send there waits until it is switched off in TUNE or acknowledged here.',
  postbacksEmpty: 'TUNE lists no postbacks',
  postbacksEmptyText: 'They appear here once the network was read.',
  columnId: 'Id',
  columnPartner: 'Partner',
  columnOffer: 'Offer',
  columnStatus: 'Status',
  columnTold: 'Told twice',
  columnActions: 'Actions',
  everyPartner: 'Every partner',
  everyOffer: 'Every offer',
  goal: (id: string) => `goal ${id}`,
  types: { url: 'postback', image: 'image', code: 'code' } satisfies Record<TunePostbackView['type'], string>,
  statuses: {
    active: 'Active',
    pending: 'Pending',
    rejected: 'Rejected',
    deleted: 'Deleted',
  } satisfies Record<TunePostbackView['status'], string>,
  toldBy: (names: string) => `Also told by ${names}`,
  sameReceiver: 'same receiver',
  acknowledge: 'Acknowledge',
  acknowledgeOf: (id: string) => `Acknowledge postback ${id}`,
  acknowledged: 'Acknowledged',
  withdraw: 'Withdraw',
  withdrawOf: (id: string) => `Withdraw the acknowledgement of postback ${id}`,
  twice: 'Twice',
  once: 'No',
  acknowledgeTitle: 'Let both tell this partner?',
  acknowledgeText: (partner: string, offer: string) =>
    `${partner} is told of calls of ${offer} by TUNE and by the desk. What waited for this is sent now.`,
  acknowledgeDone: 'Acknowledged.',
  withdrawn: 'What the desk would send there waits again.',

  conversionsLabel: 'Conversions of TUNE',
  show: 'Show',
  shows: {
    all: 'All',
    different: 'Told otherwise',
    unmatched: 'Not here',
  },
  conversionsEmpty: {
    all: 'No conversions were read',
    different: 'TUNE tells every conversion as it is here',
    unmatched: 'Every call TUNE took over is here',
  },
  conversionsEmptyText: 'Conversions are read with the network.',
  columnAt: 'Call',
  columnNumber: 'Number',
  columnTune: 'In TUNE',
  columnHere: 'Here',
  columnDifference: 'Difference',
  notHere: 'not here',
  causes: {
    status: 'status',
    payout: 'payout',
    revenue: 'revenue',
    currency: 'currency',
    duplicate: 'several in TUNE for one call',
    not_yet: 'not yet synced',
    not_here: 'call is not here',
  } satisfies Record<NonNullable<TuneConversionRow['difference']>, string>,
  jobs: { queued: 'write queued', running: 'being written', failed: 'write failed' },
  more: 'Show more',
} as const;
