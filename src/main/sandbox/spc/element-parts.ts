import { SPC } from './namespaces.ts';
import type { Violations } from './violations.ts';
import { childElements, textOf, type XmlElement } from './xml/element.ts';

/** One element a sequence may hold, and how often. */
export interface PartRule {
  readonly name: string;
  readonly least: 0 | 1;
  readonly most: number;
}

/** An element together with the path a violation names it by. */
export interface Placed {
  readonly element: XmlElement;
  readonly path: string;
}

/** The children of an element by name, each with its path. */
export interface Parts {
  one(name: string): Placed | undefined;
  all(name: string): readonly Placed[];
}

/** The path of an element inside another; the body's own element has the path ''. */
export function pathIn(parent: string, name: string): string {
  return parent === '' ? name : `${parent}/${name}`;
}

function refuseAttributes({ element, path }: Placed, violations: Violations): void {
  for (const { name } of element.attributes)
    violations.add(path === '' ? name : path, 'NOT_ALLOWED', { detail: `Attribute ${name} is not known.` });
}

/**
 * Takes an element apart by the schema's sequence: unknown elements, a wrong order, too many or too few of one,
 * text between elements and attributes become violations. Elements that may repeat get a 1-based index.
 */
export function partsOf(placed: Placed, rules: readonly PartRule[], violations: Violations): Parts {
  const { element, path } = placed;
  const parts = new Map<string, Placed[]>(rules.map(({ name }) => [name, []]));
  refuseAttributes(placed, violations);
  if (textOf(element).trim() !== '')
    violations.add(path === '' ? element.name : path, 'BAD_FORMAT', {
      detail: 'There is text between the elements.',
    });
  let furthest = 0;
  for (const child of childElements(element)) {
    const place = rules.findIndex(({ name }) => child.namespace === SPC && child.name === name);
    const rule = rules[place];
    const list = rule === undefined ? undefined : parts.get(rule.name);
    const plain = pathIn(path, child.name);
    if (rule === undefined || list === undefined) {
      violations.add(plain, 'NOT_ALLOWED', { detail: 'No such element is known here.' });
      continue;
    }
    if (place < furthest)
      violations.add(plain, 'BAD_FORMAT', { detail: 'The elements are not in their order.' });
    furthest = Math.max(furthest, place);
    list.push({ element: child, path: rule.most === 1 ? plain : `${plain}[${list.length + 1}]` });
  }
  for (const { name, least, most } of rules) {
    const count = parts.get(name)?.length ?? 0;
    if (count < least) violations.add(pathIn(path, name), 'REQUIRED');
    if (count > most) {
      const field = most === 1 ? pathIn(path, name) : path === '' ? name : path;
      violations.add(field, 'TOO_MANY', { limit: most, detail: `${count} were sent.` });
    }
  }
  return {
    one: (name) => parts.get(name)?.[0],
    all: (name) => parts.get(name) ?? [],
  };
}

/** The text of an element that holds nothing else; elements in it and attributes become violations. */
export function textIn(placed: Placed, violations: Violations): string {
  refuseAttributes(placed, violations);
  if (childElements(placed.element).length > 0)
    violations.add(placed.path, 'BAD_FORMAT', { detail: 'Text is expected, not elements.' });
  return textOf(placed.element);
}
