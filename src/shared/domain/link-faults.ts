import type { Click, LinkAnatomy, LinkParam } from './link-anatomy.ts';
import { CLICK_PARAMETERS, fault, shortened } from './link-fault.ts';
import type { LinkFault } from './link-fault.ts';
import { STANDARD_LIMITS } from './link-limits.ts';
import type { LinkLimits } from './link-limits.ts';
import { idFaults, numberFaults, valueFaults } from './link-parameter-faults.ts';
import { needsEncoding } from './percent.ts';
import { CLICK_PATH } from './tracking-link.ts';

/** All faults of a link, the link's own first, then its parameters' in their order (design.md rule 4). */
export function linkFaults(
  anatomy: LinkAnatomy,
  params: readonly LinkParam[],
  limits: LinkLimits = STANDARD_LIMITS,
): readonly LinkFault[] {
  const { click } = anatomy;
  if (!anatomy.host) return [fault('not-a-tracking-link', 'This is not a web address.')];
  const own = [...linkOwnFaults(anatomy), ...lengthFaults(anatomy, limits)];
  if (!click) return [...own, ...params.flatMap(strayFaults)];
  const inClick = params.filter(({ place }) => place === 'click');
  const faults = [
    ...own,
    ...clickFaults(click),
    ...params.flatMap(strayFaults),
    ...duplicateFaults(inClick),
    ...idFaults(inClick, params),
    ...numberFaults(inClick),
    ...params.flatMap((param) => valueFaults(param, inClick, limits.value)),
    ...bareFaults(click),
  ];
  const escapes = faults.filter(({ code }) => code === 'bad-escape');
  return escapes.length < 2
    ? faults
    : faults.filter(({ code, param }) => code !== 'bad-escape' || param !== undefined);
}

function linkOwnFaults({ link, click, isInvocaPath, ids, pairs }: LinkAnatomy): LinkFault[] {
  const faults: LinkFault[] = [];
  if (/[\s\p{Cc}]/u.test(link)) {
    faults.push(fault('blank-in-link', 'The link holds a blank: it ends there when it is clicked.'));
  }
  if (click?.depth === 0) {
    const message =
      'This is the click itself, not the tracking link: followed directly, Invoca does not see it.';
    return [...faults, fault('not-a-tracking-link', message)];
  }
  if (!isInvocaPath) {
    const message =
      'This is not an Invoca tracking link: its path is not /c/<network>/<partner>-<campaign>-<number>.';
    faults.push(fault('not-a-tracking-link', message));
  } else if (!ids) {
    const message = 'Invoca’s ids of partner, campaign and number are not all in the link.';
    faults.push(fault('missing-invoca-ids', message));
  }
  if (!click && isInvocaPath) {
    faults.push(
      fault('missing-us', 'us is missing: the click carries no offer, partner or sub id to TUNE.', 'us'),
    );
  }
  if (pairs.filter(({ name }) => name === 'us').length > 1) {
    faults.push(fault('duplicate-parameter', 'us stands twice: only one of them counts.', 'us'));
  }
  if (pairs.some(({ badEscape, name }) => badEscape && name !== 'us') || click?.badEscape === true) {
    faults.push(
      fault('bad-escape', 'A percent sign begins no valid escape: the text after it arrives changed.'),
    );
  }
  return faults;
}

function lengthFaults({ link }: LinkAnatomy, limits: LinkLimits): LinkFault[] {
  if (link.length <= limits.link) return [];
  const message = `The link has ${link.length} characters; beyond ${limits.link} systems on the way may cut it off.`;
  return [fault('link-too-long', message)];
}

function clickFaults(click: Click): LinkFault[] {
  const faults: LinkFault[] = [];
  if (click.depth > 1) {
    const message = `The path in us is encoded ${click.depth} times (%252F): the redirect leads to no page.`;
    faults.push(fault('double-encoded-path', message, 'us'));
  }
  const path = /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(click.text)?.[1] ?? '';
  if (path !== CLICK_PATH) {
    faults.push(fault('wrong-click-path', `us does not lead to ${CLICK_PATH}: TUNE counts no click.`, 'us'));
  }
  return faults;
}

function strayFaults({ name, place }: LinkParam): LinkFault[] {
  if (place === 'click' || !CLICK_PARAMETERS.has(name)) return [];
  const message = `${name} stands outside us, its & is not encoded (%26): it does not reach TUNE.`;
  return [fault('us-not-encoded', message, name)];
}

function duplicateFaults(params: readonly LinkParam[]): LinkFault[] {
  const counts = new Map<string, number>();
  for (const { name } of params) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count > 1)
    .map(([name]) =>
      fault('duplicate-parameter', `${name} stands twice: only one of its values counts.`, name),
    );
}

function bareFaults(click: Click): LinkFault[] {
  const faults: LinkFault[] = [];
  let last = '';
  for (const { name, raw, hasEquals } of click.pairs) {
    if (!hasEquals && last !== '') {
      const message = `An & in ${last} is encoded only once: “${shortened(name)}” is cut off and lost.`;
      faults.push(fault('value-not-encoded', message, last));
      continue;
    }
    if (needsEncoding(raw)) {
      faults.push(fault('value-not-encoded', `${name} is encoded only once: it may arrive changed.`, name));
    }
    last = name;
  }
  if (click.fragment && click.depth > 0) {
    const message = 'A # is encoded only once: nothing from it on reaches TUNE.';
    faults.push(
      last === '' ? fault('value-not-encoded', message) : fault('value-not-encoded', message, last),
    );
  }
  return faults;
}
