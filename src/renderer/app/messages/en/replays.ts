import type { ReplayRefusal } from '#shared/ipc/replays.ts';

const deliveries = (count: number, text: string): string =>
  count === 1 ? '1 delivery' : `${text} deliveries`;

const REFUSALS: Readonly<Record<ReplayRefusal, string>> = {
  waiting: 'in the outbox already under this id',
  posting_waits: 'a posting of this conversion waits in the outbox already',
  told_by_tune: 'TUNE may tell this partner as well; settle that under Settings, TUNE, Postbacks first',
  not_so_now: 'the conversion says something else by now, so it would not be true',
};

/** The words of replays. */
export const replaysText = {
  tab: 'Replays',
  replayOne: 'Replay…',
  replayFiltered: 'Replay these…',
  replayMarked: (text: string) => `Replay ${text} marked…`,
  mark: (invocaId: string, receiver: string) => `Mark the delivery of ${invocaId} to ${receiver}`,
  markColumn: 'Mark',
  unmarkAll: 'Unmark all',

  title: 'Replay deliveries',
  cancel: 'Cancel',
  begin: (count: number, text: string) => `Replay ${deliveries(count, text)}`,
  begun: (count: number, text: string) => `${deliveries(count, text)} put into the outbox.`,
  rehearse: 'Try on the built-in receiver…',

  what: 'Which deliveries',
  chosen: (count: number, text: string) =>
    count === 1 ? 'The one delivery you chose.' : `The ${text} deliveries you marked.`,
  settledBetween: 'Settled between',
  from: (zone: string) => `From, in ${zone}`,
  to: (zone: string) => `Before, in ${zone}`,
  openEnd: 'Empty: no limit on this side.',

  identity: 'What the receiver is told',
  keep: 'The same postback once more',
  keepHint:
    'Keeps the delivery id. A receiver that has it already can tell that it is a repeat. For repairs: data lost there, a wrong URL here.',
  fresh: 'A further posting',
  freshHint:
    'Takes a new delivery id, so the receiver counts it as another event and may pay it again. Only when both sides mean it.',

  pace: 'Pace',
  paceHint: 'Of the whole replay. The limits of each receiver hold beside it.',
  paces: {
    '0.1': 'one every 10 seconds',
    '1': 'one a second',
    '5': '5 a second',
    '50': 'as fast as the receivers’ limits let it',
  },
  otherPace: (perSecond: number) => `${perSecond} a second`,
  note: 'Why',
  noteHint: 'For your records: it stands with the replay.',

  preview: 'What would happen',
  sends: (count: number, text: string) =>
    `${deliveries(count, text)} ${count === 1 ? 'goes' : 'go'} out again`,
  none: 'Nothing would go out.',
  noneFound: 'No delivery matches.',
  lasts: (time: string) => `over ${time}`,
  atOnce: 'at once',
  changed: (count: number, text: string) =>
    count === 1 ? '1 request is not what it was' : `${text} requests are not what they were`,
  unchanged: 'every request is what it was',
  refusedCount: (count: number, text: string) =>
    `${deliveries(count, text)} ${count === 1 ? 'is' : 'are'} not replayed:`,
  refusals: REFUSALS,
  refusedBecause: (text: string, why: ReplayRefusal) => `${text}: ${REFUSALS[why]}`,
  twin: 'Only the header webhook-id tells a further posting from the first one. A receiver that reads the URL alone takes it for a repeat, unless the template carries {delivery_id}.',
  leftOut: (text: string) => `${text} more match. One replay takes 10,000, the oldest calls first.`,
  toReceiver: (count: number, text: string, receiver: string) => `${deliveries(count, text)} to ${receiver}`,
  paused: 'paused: they wait until it is resumed',
  firstShown: (shown: string, all: string) => `The first ${shown} of ${all}:`,
  items: 'Requests compared',

  was: 'Sent before',
  is: 'Would be sent',
  wentOut: 'Put into the outbox',
  same: 'The request is what it was.',
  url: 'URL',
  refusedTag: 'Not replayed',
  changedTag: 'Changed',
  sameTag: 'Unchanged',
  newIdTag: 'New id',
  nothing: 'nothing',

  rehearsalTitle: 'On the built-in receiver',
  rehearsalText: (count: number, text: string) =>
    count === 1
      ? 'The request was sent to a receiver inside this app. No partner has heard of it, and nothing was recorded.'
      : `The first ${text} requests were sent to a receiver inside this app. No partner has heard of them, and nothing was recorded.`,
  rehearsing: 'Sending to the built-in receiver…',
  arrived: 'What arrived',
  headers: 'Headers',
  close: 'Close',

  listLabel: 'Replays',
  emptyTitle: 'Nothing replayed yet',
  emptyText:
    'When a partner lost what you sent, or the URL was wrong, send deliveries once more: open one, or mark some in the list, and choose Replay.',
  toDeliveries: 'Go to deliveries',
  columnBegun: 'Begun',
  columnWhat: 'What',
  columnProgress: 'Progress',
  columnResult: 'Result',
  keptId: 'same ids',
  newId: 'new ids',
  running: (done: string, all: string) => `${done} of ${all} settled`,
  doneMark: 'Done',
  runningMark: 'Running',
  cancelledMark: 'Taken back',
  nothingMark: 'Nothing sent',
  accepted: (text: string) => `${text} accepted`,
  failed: (text: string) => `${text} not accepted`,
  waiting: (text: string) => `${text} waiting`,
  takenBack: (text: string) => `${text} taken back`,
  refused: (text: string) => `${text} not replayed`,

  replay: (id: number) => `Replay ${id}`,
  noSuch: 'There is no such replay',
  back: 'All replays',
  stop: 'Take back what was not tried',
  stopped: (count: number, text: string) => `${deliveries(count, text)} taken back; they are what they were.`,
  nothingToStop: 'Everything was tried already.',
  cancelledAt: 'Taken back at',
  ids: 'Ids',
  paceFact: 'Pace',
  noteFact: 'Why',
  itemsLabel: 'Deliveries of the replay',
  columnState: 'State',
  columnReceiver: 'Receiver',
  columnInvocaId: 'Invoca id',
  columnPartner: 'Partner',
  columnRequest: 'Request',
  columnReason: 'Last result',
  columnNext: 'Next try',
  itemPanel: 'Delivery of the replay',
  closeItem: 'Close the delivery',
  openDelivery: 'Open the delivery',
  originalOf: 'posted before as another',
  furtherPosting: 'the further posting',
  originalId: 'Sent before as',
  sentAs: 'Goes out as',
} as const;
