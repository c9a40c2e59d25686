import type { AnswerCondition } from '#shared/domain/acceptance-rule.ts';
import type { TokenKeeping } from '#shared/ipc/networks.ts';

const deliveries = (count: number, text: string): string =>
  count === 1 ? '1 delivery' : `${text} deliveries`;

const KEEPING: Readonly<Record<TokenKeeping, string>> = {
  keyring: 'kept in the system’s keyring',
  unprotected: 'kept on disk, unprotected',
  session: 'kept until the app is closed',
  environment: 'from the environment',
  missing: 'not at hand: nothing is sent until it is given again',
};

const TESTS: Readonly<Record<AnswerCondition['test'], string>> = {
  status: 'Status',
  header: 'Header',
  body_contains: 'Body contains',
  json: 'Value in JSON',
  pattern: 'Body matches',
};

/** The words of receivers. */
export const receiversText = {
  columnHealth: 'Last attempts',
  columnRate: 'Limits',
  columnWaiting: 'Waiting',
  columnFailing: 'Not accepted',
  waitingOf: (text: string, receiver: string) => `${text} waiting at ${receiver}`,
  failingOf: (text: string, receiver: string) => `${text} not accepted by ${receiver}`,
  rate: (perSecond: string, atOnce: number) => `${perSecond} a second, ${atOnce} at once`,
  health: (answered: number, all: number) =>
    all === 0 ? 'Not tried yet' : `${answered} of the last ${all} were answered`,
  answeredShort: (answered: number, all: number) => `${answered} of ${all}`,

  open: 'Circuit open',
  probeIn: (time: string) => `probe in ${time}`,
  probeNow: 'probe due now',
  resumeWith: (count: number, text: string) => (count === 0 ? 'Resume' : `Resume and send ${text}`),
  resumed: (receiver: string, count: number, text: string) =>
    count === 0 ? `${receiver} is resumed.` : `${receiver} is resumed: ${deliveries(count, text)} go out.`,
  pausedWith: (receiver: string, count: number, text: string) =>
    count === 0
      ? `${receiver} is paused. What is owed waits.`
      : `${receiver} is paused. ${deliveries(count, text)} wait.`,

  noSuch: 'There is no such receiver',
  noSuchText: 'Receivers are the hosts of templates’ URLs.',
  back: 'All receivers',
  save: 'Save the settings',
  saved: 'Settings saved.',
  unsaved: 'What was changed in these settings is not saved, and is lost when this place is left.',

  standing: 'How it stands',
  stateFact: 'State',
  fine: 'Receiving',
  pausedByHand: 'Paused by you',
  openText:
    'Its circuit breaker is open: deliveries wait, and only one at a time is tried as a probe. The first probe that is answered closes it, and everything goes out. Nothing is thrown away.',
  openSince: 'Open since',
  openBecause: 'Because',
  nextProbe: 'Next probe',
  probesFailed: 'Probes that failed',
  probe: 'Probe now',
  probed: 'The next delivery goes out as a probe.',
  lastAttempts: 'Last attempts',
  queue: 'Waiting',
  accepted: 'Accepted',
  failing: 'Not accepted',
  lastResult: 'Last result',
  seeDeliveries: 'See its deliveries',

  limits: 'Limits',
  perSecond: 'Requests a second',
  perSecondHint: 'Five unless you say otherwise; 0.5 is one every two seconds.',
  perSecondWrong: (least: string, most: string) => `A number from ${least} to ${most}.`,
  atOnce: 'At the same time',
  atOnceHint: 'Two unless you say otherwise.',
  atOnceWrong: (least: string, most: string) => `A whole number from ${least} to ${most}.`,
  timeout: 'Wait for an answer, in seconds',
  timeoutHint: 'Empty: as in Settings.',
  timeoutWrong: (least: string, most: string) => `Empty, or a whole number from ${least} to ${most}.`,

  acceptance: 'When an answer means yes',
  rule: 'Rule',
  rules: {
    usual: 'The usual: 200 to 299, unless the body begins with success=false',
    plain: 'Plain: 200 to 299, whatever the body says',
    tune: 'TUNE: the body says success=true',
    everflow: 'Everflow: the body names no error',
    own: 'A rule of your own',
  },
  ruleHint: 'An answer that means no is shown as refused, and is not repeated by itself.',
  acceptedWhen: 'Accepted when all of these hold',
  refusedWhen: 'Refused when any of these holds',
  noConditions: 'None.',
  addAccepted: 'Add a condition for yes',
  addRefused: 'Add a condition for no',
  tests: TESTS,
  conditionKind: 'Look at',
  removeCondition: (words: string) => `Remove the condition ${words}`,
  statusFrom: 'From status',
  statusTo: 'to',
  headerName: 'Header name',
  headerContains: 'contains',
  bodyText: 'Text',
  jsonPath: 'Path, such as data.items[0].ok',
  jsonEquals: 'equals; empty for any value',
  pattern: 'Regular expression',

  tryRule: 'Try the rule on an answer',
  tryText: 'Nothing is sent. Take an answer this receiver gave before, or type one.',
  pastAnswer: 'Answer',
  typedAnswer: 'one that I type',
  pastOf: (invocaId: string, status: number) => `${invocaId}: HTTP ${status}`,
  tryStatus: 'Status',
  tryHeaders: 'Headers, one a line',
  tryBody: 'Body',
  saysYes: 'Accepted',
  saysNo: 'Refused',
  saysNothing: 'Not delivered',
  saysNothingText: 'The status says no already, so the rule is not asked.',

  signing: 'Signing',
  sign: 'Sign requests',
  signHint:
    'A POST carries the headers of Standard Webhooks (webhook-id, webhook-timestamp, webhook-signature). A GET carries an HMAC-SHA256 over its sorted query and a time, in two parameters.',
  signatureParameter: 'Parameter of the signature',
  timestampParameter: 'Parameter of the time',
  parameterWrong: 'A name of letters, digits and _ . -, beginning with a letter.',
  secrets: 'Secrets',
  noSecrets: 'No secret yet: add one, else nothing can be signed.',
  secretFrom: (when: string) => `Since ${when}`,
  secretEnds: (when: string) => `ends ${when}`,
  secretStays: 'the one that stays',
  keeping: KEEPING,
  endSecret: 'End now',
  endSecretOf: (when: string) => `End the secret of ${when} now`,
  ended: 'Secret ended.',
  addSecret: 'Add a secret…',
  secretTitle: 'Add a signing secret',
  secretText:
    'While two secrets are valid, requests carry a signature by each, so that the partner can change over without losing one.',
  secretHow: 'Where it comes from',
  secretMade: 'Made here',
  secretMadeHint: 'It is copied to the clipboard, once, for the partner. It is never shown.',
  secretTyped: 'Given by the partner',
  secretField: 'Secret',
  secretFieldHint: 'As the partner gave it; whsec_… of Standard Webhooks is understood.',
  oldEnds: 'What was valid before',
  oldEndsChoices: {
    '0': 'ends at once',
    '24': 'stays valid for a day',
    '168': 'stays valid for a week',
  },
  secretAdd: 'Add the secret',
  secretAdded: 'Secret added.',
  secretCopied: 'Secret added and copied. Give it to the partner now: it is not shown again.',

  local: 'Local addresses',
  localLabel: 'Allow a receiver on this machine or in the local network',
} as const;
