/** How long after the row before it a row is written, in seconds: in the history, and when watched live. */
export interface Delay {
  readonly history: readonly [number, number];
  readonly live: readonly [number, number];
}

/** What is paid for the call once the row counts. */
export type Pay = 'nothing' | 'base' | 'base and bonus';

/** One row about a call: the first is the call itself, the others come later. */
export interface Step {
  readonly result: string;
  readonly pay: Pay;
  readonly type: 'Call' | 'Post Call Event' | 'Reported Conversion';
  /** Which earlier row it corrects: the call's first row, the row before it, or none. */
  readonly corrects: 'none' | 'first' | 'previous';
  readonly delay: Delay;
  /** True when the row exists because a Marketing Data field of the call was set. */
  readonly qualifiesLead: boolean;
}

/** What becomes of a call, and how many calls in a hundred it happens to. */
export interface Outcome {
  readonly name: string;
  readonly share: number;
  /** Whose number was dialled. */
  readonly line: 'partner' | 'campaign';
  readonly repeatCaller: boolean;
  readonly steps: readonly Step[];
}

const AT_ONCE: Delay = { history: [0, 0], live: [0, 0] };
const VERDICT: Delay = { history: [600, 2 * 86_400], live: [10, 60] };
const SECOND_THOUGHTS: Delay = { history: [3_600, 3 * 86_400], live: [60, 240] };

function first(result: string, pay: Pay = 'nothing'): Step {
  return { result, pay, type: 'Call', corrects: 'none', delay: AT_ONCE, qualifiesLead: false };
}

function verdict(result: string, pay: Pay = 'nothing', corrects: 'first' | 'previous' = 'previous'): Step {
  return { result, pay, type: 'Call', corrects, delay: VERDICT, qualifiesLead: false };
}

function secondThoughts(result: string, pay: Pay, corrects: 'first' | 'previous' = 'previous'): Step {
  return { result, pay, type: 'Call', corrects, delay: SECOND_THOUGHTS, qualifiesLead: false };
}

function followUp(type: 'Post Call Event' | 'Reported Conversion', pay: Pay): Step {
  return { result: 'paid', pay, type, corrects: 'none', delay: SECOND_THOUGHTS, qualifiesLead: false };
}

interface Exception {
  readonly line?: 'campaign';
  readonly repeatCaller?: true;
}

function outcome(name: string, share: number, steps: readonly Step[], exception: Exception = {}): Outcome {
  return {
    name,
    share,
    line: exception.line ?? 'partner',
    repeatCaller: exception.repeatCaller ?? false,
    steps,
  };
}

/**
 * All that can become of a call; the shares add up to 100. Every result value of the Invoca reference
 * (section 4.9) occurs, pending ones mostly first, together with corrections of corrections that name either
 * the first row or the one before, follow-up rows that repeat the call's total, and one unknown result.
 */
export const OUTCOMES: readonly Outcome[] = [
  outcome('no sale, later paid', 22, [first('nosale'), verdict('paid', 'base')]),
  outcome('pending, later paid', 9, [first('pending'), verdict('paid', 'base')]),
  outcome('paid at once', 11, [first('paid', 'base')]),
  outcome('paid at once with bonus', 4, [first('paid', 'base and bonus')]),
  outcome('sale reported, then paid', 6, [first('nosale'), verdict('sale', 'base'), verdict('paid', 'base')]),
  outcome('paid, event repeats the total', 4, [
    first('nosale'),
    verdict('paid', 'base'),
    followUp('Post Call Event', 'base'),
  ]),
  outcome('paid, conversion reported', 2, [first('paid', 'base'), followUp('Reported Conversion', 'base')]),
  outcome('paid, bonus granted later', 3, [
    first('nosale'),
    verdict('paid', 'base'),
    secondThoughts('paid', 'base and bonus', 'first'),
  ]),
  outcome('paid, then found to be a repeat', 3, [first('paid', 'base'), secondThoughts('repeat', 'nothing')]),
  outcome('taken back, then granted again', 2, [
    first('nosale'),
    verdict('paid', 'base'),
    secondThoughts('repeat', 'nothing'),
    secondThoughts('repeattrueup', 'base'),
  ]),
  outcome('corrected without any change', 2, [
    first('paid', 'base'),
    { ...secondThoughts('paid', 'base'), qualifiesLead: true },
  ]),
  outcome('accepted, nothing paid', 4, [first('pending'), verdict('notpaid')]),
  outcome('not paid at once', 2, [first('notpaid')]),
  outcome('repeat caller', 4, [first('repeat')], { repeatCaller: true }),
  outcome('pending, then a repeat', 3, [first('pending'), verdict('repeat')], { repeatCaller: true }),
  outcome('no sale stays open', 3, [first('nosale')]),
  outcome('call from a partner number, later paid', 2, [first('affiliatecall'), verdict('paid', 'base')]),
  outcome('campaign number', 2, [first('advertisercampaignvirtualline')], { line: 'campaign' }),
  outcome('advertiser click to call', 1, [first('advertiserclicktocall')], { line: 'campaign' }),
  outcome('advertiser direct promotion', 1, [first('advertiserdirectpromotion')], { line: 'campaign' }),
  outcome('partner not approved', 2, [first('pending'), verdict('notapproved')]),
  outcome('campaign expired', 2, [first('expired')]),
  outcome('test call', 2, [first('test')]),
  outcome('priced by policy', 1, [first('policybasedprice')]),
  outcome('advertiser suspended', 2, [first('nosale'), verdict('advertisersuspended')]),
  outcome('unknown result', 1, [first('Under Quality Review')]),
];

const READABLE: Readonly<Record<string, string>> = {
  paid: 'Paid',
  notpaid: 'Not Paid',
  repeattrueup: 'Repeat True Up',
  affiliatecall: 'Affiliate Call',
  advertiserclicktocall: 'Advertiser Click To Call',
  advertiserdirectpromotion: 'Advertiser Direct Promotion',
  advertisercampaignvirtualline: 'Advertiser Campaign Virtual Line',
  nosale: 'No Sale',
  pending: 'Pending',
  sale: 'Sale',
  repeat: 'Repeat',
  notapproved: 'Not Approved',
  expired: 'Expired',
  test: 'Test',
  policybasedprice: 'Policy Based Price',
  advertisersuspended: 'Advertiser Suspended',
};

/** The result spelled for people ("Not Paid"), as some accounts deliver it; unknown values as they are. */
export function readableResult(result: string): string {
  return READABLE[result] ?? result;
}
