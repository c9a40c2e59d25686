import { oneLineText, pageWithoutQuery } from './session-text.ts';
import { SESSION_LIMITS } from './session-limits.ts';

/** What a site says of a step a visitor made. */
export interface VisitStep {
  /** The whole way to where the visitor is, such as "garden", "mowers"; null leaves it as it was. */
  readonly keywords: readonly string[] | null;
  /** The address of the page; '' for none. */
  readonly page: string;
  /** The address the visitor came from; '' for none. Counts at the first step. */
  readonly referrer: string;
  /** More to store with the number, such as `source` or `promo_code`. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * What a step stores with the number: the page the visitor is on as `page`; at the first step also as `landing_page`,
 * with the `referrer`. Addresses are cut to origin and path (mongoose-spc.md 5), and to what a field holds.
 */
export function stepFields(step: VisitStep, first: boolean): Readonly<Record<string, string>> {
  const page = pageText(step.page);
  const referrer = first ? pageText(step.referrer) : '';
  return {
    ...step.fields,
    ...(page === '' ? {} : { page }),
    ...(page === '' || !first ? {} : { landing_page: page }),
    ...(referrer === '' ? {} : { referrer }),
  };
}

function pageText(address: string): string {
  const page = pageWithoutQuery(oneLineText(address.trim()));
  return Array.from(page).slice(0, SESSION_LIMITS.fieldValue).join('');
}
