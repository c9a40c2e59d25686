import { excerptOf } from './answer-text.ts';
import { jsonAt } from './json-path.ts';
import { compilePattern, patternFault } from './safe-pattern.ts';

/** One thing an answer is looked at for. Letter case never matters, but in a pattern. */
export type AnswerCondition =
  /** The status is within these, both included. */
  | { readonly test: 'status'; readonly from: number; readonly to: number }
  /** The header is there, and holds this text where one is given. */
  | { readonly test: 'header'; readonly name: string; readonly contains: string }
  | { readonly test: 'body_contains'; readonly text: string }
  /** The body is JSON with this value at the path, such as `data.items[0].ok`; any value but null where none is given. */
  | { readonly test: 'json'; readonly path: string; readonly equals: string }
  /** The beginning of the body holds a match of the regular expression (safe-pattern.ts). */
  | { readonly test: 'pattern'; readonly pattern: string };

/**
 * Rules that are ready to use. `usual`: any 2xx, unless the body begins by saying `success=false`, in TUNE's words or in
 * JSON; `plain`: any 2xx, whatever the body says; `tune`: a 2xx whose body says `success=true` (tune.md 4); `everflow`: a
 * 2xx whose body names no error (assumed: Everflow refuses with 200, its body is not documented).
 */
export type ReadyRule = 'usual' | 'plain' | 'tune' | 'everflow';

/** When an answer means that the receiver took the postback. A rule of one's own: every `accepted`, and no `refused`, holds. */
export type AcceptanceRule =
  | { readonly rule: ReadyRule }
  | {
      readonly rule: 'own';
      readonly accepted: readonly AnswerCondition[];
      readonly refused: readonly AnswerCondition[];
    };

/** The rule of a receiver that was given none. */
export const USUAL_RULE: AcceptanceRule = { rule: 'usual' };

/** Ready rules in the order screens list them. */
export const READY_RULES: readonly ReadyRule[] = ['usual', 'plain', 'tune', 'everflow'];

/** An answer as far as rules look at it. Header names are in lower case. */
export interface JudgedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What a rule says of an answer: whether the receiver took the postback, and why. */
export interface Judgement {
  readonly accepted: boolean;
  readonly reason: string;
}

interface Conditions {
  readonly accepted: readonly AnswerCondition[];
  readonly refused: readonly AnswerCondition[];
}

/** How a body begins that says no, in TUNE's words or in JSON, however it is spaced. */
const REFUSING_BEGINNING = /^[\s\uFEFF]*(?:success\s*=\s*false|\{\s*"success"\s*:\s*"?false)/i;

const READY: Readonly<Record<Exclude<ReadyRule, 'usual'>, Conditions>> = {
  plain: { accepted: [], refused: [] },
  tune: { accepted: [{ test: 'pattern', pattern: '^\\s*success\\s*=\\s*true' }], refused: [] },
  everflow: {
    accepted: [],
    refused: [
      { test: 'pattern', pattern: '"error[_a-z]*"\\s*:\\s*("[^"]|[1-9]|true|\\{|\\[[^\\]])' },
      { test: 'pattern', pattern: '"?success"?\\s*[:=]\\s*"?false' },
    ],
  },
};

/**
 * What the rule says of an answer, or null when the answer is none that could mean acceptance: a 2xx is, and a 3xx that a
 * status condition names, since some receivers answer a postback with a redirect.
 */
export function judge(rule: AcceptanceRule, answer: JudgedAnswer): Judgement | null {
  const said = `HTTP ${answer.status}`;
  const ok = answer.status >= 200 && answer.status < 300;
  if (rule.rule === 'usual') {
    if (!ok) return null;
    if (!REFUSING_BEGINNING.test(answer.body)) return { accepted: true, reason: said };
    return { accepted: false, reason: `${said}, but the body says: ${excerptOf(answer.body)}` };
  }
  const conditions = rule.rule === 'own' ? rule : READY[rule.rule];
  if (!ok && !namesRedirect(conditions.accepted, answer.status)) return null;
  const refusing = conditions.refused.find((condition) => holds(condition, answer));
  if (refusing) return { accepted: false, reason: `${said}, but ${told(refusing, true)}${quoted(answer)}` };
  const missing = conditions.accepted.find((condition) => !holds(condition, answer));
  if (missing) return { accepted: false, reason: `${said}, but ${told(missing, false)}${quoted(answer)}` };
  return { accepted: true, reason: said };
}

/** What keeps a rule from being used, in a sentence for each; empty when it can be. */
export function ruleFaults(rule: AcceptanceRule): readonly string[] {
  if (rule.rule !== 'own') return [];
  const faults = [...rule.accepted, ...rule.refused].flatMap(conditionFault);
  const empty = rule.accepted.length === 0 && rule.refused.length === 0;
  return empty ? ['A rule of your own has at least one condition.'] : faults;
}

function conditionFault(condition: AnswerCondition): string[] {
  switch (condition.test) {
    case 'status': {
      const { from, to } = condition;
      if (from > to) return [`A status from ${from} to ${to} is none.`];
      return from < 200 || to > 399 ? ['A status that can mean yes lies between 200 and 399.'] : [];
    }
    case 'header':
      return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(condition.name)
        ? []
        : [`“${condition.name}” is no name of a header.`];
    case 'body_contains':
      return condition.text.trim() === '' ? ['The text that the body contains is empty.'] : [];
    case 'json':
      return jsonAt({}, condition.path) === 'no path'
        ? [`“${condition.path}” is no path; one looks like data.items[0].ok.`]
        : [];
    case 'pattern': {
      const fault = patternFault(condition.pattern);
      return fault === null ? [] : [`The regular expression ${condition.pattern} cannot be used: ${fault}`];
    }
  }
}

function namesRedirect(conditions: readonly AnswerCondition[], status: number): boolean {
  if (status < 300 || status > 399) return false;
  return conditions.some((one) => one.test === 'status' && one.from <= status && status <= one.to);
}

function holds(condition: AnswerCondition, answer: JudgedAnswer): boolean {
  switch (condition.test) {
    case 'status':
      return condition.from <= answer.status && answer.status <= condition.to;
    case 'header': {
      const value = answer.headers[condition.name.toLowerCase()];
      return value !== undefined && containsText(value, condition.contains);
    }
    case 'body_contains':
      return containsText(answer.body, condition.text);
    case 'json':
      return jsonHolds(answer.body, condition.path, condition.equals);
    case 'pattern':
      return compilePattern(condition.pattern).found(answer.body);
  }
}

function containsText(text: string, sought: string): boolean {
  return text.toLowerCase().includes(sought.toLowerCase());
}

function jsonHolds(body: string, path: string, equals: string): boolean {
  const found = jsonAt(parsed(body), path);
  if (found === 'no path' || found === 'not there') return false;
  const { value } = found;
  if (equals === '') return value !== null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.toLowerCase() === equals.toLowerCase();
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function told(condition: AnswerCondition, was: boolean): string {
  const not = was ? '' : 'not ';
  switch (condition.test) {
    case 'status':
      return `the status is ${not}${condition.from} to ${condition.to}`;
    case 'header':
      return `the header ${condition.name} ${was ? 'holds' : 'does not hold'} “${condition.contains}”`;
    case 'body_contains':
      return `the body ${was ? 'contains' : 'does not contain'} “${condition.text}”`;
    case 'json':
      return `${condition.path} in the body is ${not}${condition.equals === '' ? 'there' : condition.equals}`;
    case 'pattern':
      return `the body ${was ? 'matches' : 'does not match'} ${condition.pattern}`;
  }
}

function quoted(answer: JudgedAnswer): string {
  const start = excerptOf(answer.body);
  return start === '' ? '; the body is empty' : `; the body says: ${start}`;
}
