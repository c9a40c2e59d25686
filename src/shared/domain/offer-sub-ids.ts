import { SUB_ID_NAMES } from './sub-ids.ts';
import type { SubIdName, SubIdValues } from './sub-ids.ts';

/** What a partner may do with one sub id of an offer. A sub id without a rule is free. */
export interface SubIdRule {
  readonly name: SubIdName;
  readonly use: 'required' | 'forbidden' | 'fixed';
  /** The only value allowed, when `fixed`. */
  readonly value: string;
}

/** A sub id that does not keep its offer's rule. */
export interface SubIdRuleFault {
  readonly name: SubIdName;
  readonly message: string;
}

/** What of the values breaks the rules of an offer, in the order of the sub ids. */
export function subIdRuleFaults(rules: readonly SubIdRule[], values: SubIdValues): SubIdRuleFault[] {
  return SUB_ID_NAMES.flatMap((name) => {
    const rule = rules.find((one) => one.name === name);
    const message = rule ? faultOf(rule, values[name] ?? '') : null;
    return message === null ? [] : [{ name, message }];
  });
}

function faultOf({ name, use, value }: SubIdRule, given: string): string | null {
  switch (use) {
    case 'required':
      return given === '' ? `This offer asks for ${name}; it is empty.` : null;
    case 'forbidden':
      return given === '' ? null : `This offer does not allow ${name}.`;
    case 'fixed':
      return given === value ? null : `This offer allows only “${value}” in ${name}.`;
  }
}

/** What is wrong with the rules themselves: a sub id with two rules, or a fixed one without its value. */
export function ruleSetFaults(rules: readonly SubIdRule[]): SubIdRuleFault[] {
  return rules.flatMap((rule, place) => {
    const { name, use, value } = rule;
    if (rules.findIndex((one) => one.name === name) !== place) {
      return [{ name, message: `${name} has two rules.` }];
    }
    if (use === 'fixed' && value === '') return [{ name, message: `Enter the value ${name} must have.` }];
    return [];
  });
}
