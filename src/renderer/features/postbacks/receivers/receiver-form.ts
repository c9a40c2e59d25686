import { ruleFaults } from '#shared/domain/acceptance-rule.ts';
import type { AcceptanceRule, AnswerCondition } from '#shared/domain/acceptance-rule.ts';
import { LIMIT_BOUNDS } from '#shared/domain/receiver-limits.ts';
import type { ReceiverSettings } from '#shared/ipc/receivers.ts';

/** Which rule judges answers; the conditions of one's own are kept while another is looked at. */
export type RuleChoice = AcceptanceRule['rule'];

/** The settings of a receiver as typed. */
export interface ReceiverForm {
  readonly perSecond: string;
  readonly atOnce: string;
  /** Seconds; empty as the settings of the app say. */
  readonly timeout: string;
  readonly rule: RuleChoice;
  readonly accepted: readonly AnswerCondition[];
  readonly refused: readonly AnswerCondition[];
  readonly sign: boolean;
  readonly signatureParameter: string;
  readonly timestampParameter: string;
}

/** The form of what is set. */
export function formOfSettings({ limits, acceptance, signing }: ReceiverSettings): ReceiverForm {
  return {
    perSecond: String(limits.perSecond),
    atOnce: String(limits.atOnce),
    timeout: limits.timeoutMs === null ? '' : String(limits.timeoutMs / 1000),
    rule: acceptance.rule,
    accepted: acceptance.rule === 'own' ? acceptance.accepted : [],
    refused: acceptance.rule === 'own' ? acceptance.refused : [],
    sign: signing.on,
    signatureParameter: signing.signatureParameter,
    timestampParameter: signing.timestampParameter,
  };
}

/** Requests a second as typed, or null when they are none or out of bounds. */
export function perSecondOf(typed: string): number | null {
  return within(/^\d{1,3}(?:\.\d{1,2})?$/.test(typed.trim()) ? Number(typed) : null, LIMIT_BOUNDS.perSecond);
}

/** Requests at once as typed, or null when they are none or out of bounds. */
export function atOnceOf(typed: string): number | null {
  return within(/^\d{1,3}$/.test(typed.trim()) ? Number(typed) : null, LIMIT_BOUNDS.atOnce);
}

/** The time-out in milliseconds as typed in seconds, 'usual' when nothing is, or null when it is out of bounds. */
export function timeoutOf(typed: string): number | 'usual' | null {
  if (typed.trim() === '') return 'usual';
  return within(/^\d{1,3}$/.test(typed.trim()) ? Number(typed) * 1000 : null, LIMIT_BOUNDS.timeoutMs);
}

/** The rule the form describes. */
export function ruleOfForm({ rule, accepted, refused }: ReceiverForm): AcceptanceRule {
  return rule === 'own' ? { rule, accepted: [...accepted], refused: [...refused] } : { rule };
}

/** Whether a text can name a parameter. */
export function isParameterName(typed: string): boolean {
  return /^[A-Za-z][A-Za-z0-9_.-]{0,39}$/.test(typed.trim());
}

/** What the form sets, or null while something in it cannot be. */
export function settingsOfForm(form: ReceiverForm): ReceiverSettings | null {
  const perSecond = perSecondOf(form.perSecond);
  const atOnce = atOnceOf(form.atOnce);
  const timeout = timeoutOf(form.timeout);
  const acceptance = ruleOfForm(form);
  const [signatureParameter, timestampParameter] = [form.signatureParameter, form.timestampParameter].map(
    (name) => name.trim(),
  );
  if (perSecond === null || atOnce === null || timeout === null) return null;
  if (ruleFaults(acceptance).length > 0) return null;
  if (!isParameterName(form.signatureParameter) || !isParameterName(form.timestampParameter)) return null;
  return {
    limits: { perSecond, atOnce, timeoutMs: timeout === 'usual' ? null : timeout },
    acceptance:
      acceptance.rule === 'own'
        ? { rule: 'own', accepted: [...acceptance.accepted], refused: [...acceptance.refused] }
        : acceptance,
    signing: {
      on: form.sign,
      signatureParameter: signatureParameter ?? '',
      timestampParameter: timestampParameter ?? '',
    },
  };
}

/** A condition of a kind, as it begins before anything is typed. */
export function emptyCondition(test: AnswerCondition['test']): AnswerCondition {
  switch (test) {
    case 'status':
      return { test, from: 200, to: 299 };
    case 'header':
      return { test, name: '', contains: '' };
    case 'body_contains':
      return { test, text: '' };
    case 'json':
      return { test, path: '', equals: '' };
    case 'pattern':
      return { test, pattern: '' };
  }
}

/** Header lines as kept with an attempt, by their names in lower case. */
export function headersOf(lines: string): Record<string, string> {
  return Object.fromEntries(
    lines
      .split('\n')
      .map((line) => /^\s*([^:\s]+)\s*:\s*(.*)$/.exec(line))
      .flatMap((match) => (match ? [[(match[1] ?? '').toLowerCase(), match[2] ?? ''] as const] : [])),
  );
}

function within(
  value: number | null,
  bounds: { readonly least: number; readonly most: number },
): number | null {
  return value !== null && value >= bounds.least && value <= bounds.most ? value : null;
}
