import type { XmlElement } from '../xml/element.ts';
import { XmlRefused } from '../xml/element.ts';

/** Reads one element; `path` is where it stands, for messages. @throws XmlRefused */
export type ReadElement<T> = (element: XmlElement, path: string) => T;

const MOST_EXTENSIONS = 10;

/**
 * The children of an element in the order the contract gives them: whoever reads asks for one after the other, and
 * what is missing, repeated or unknown is refused (mongoose-spc.md 9.5).
 */
export class ElementSequence {
  readonly #children: readonly XmlElement[];
  readonly #namespace: string;
  readonly #path: string;
  #at = 0;

  /** @throws XmlRefused for text beside the children */
  constructor(element: XmlElement, namespace: string, path: string) {
    if (/[^ \t\r\n]/.test(element.text)) throw new XmlRefused(`${path} has text where it has none`);
    this.#children = element.children;
    this.#namespace = namespace;
    this.#path = path;
  }

  one<T>(name: string, read: ReadElement<T>): T {
    const [found] = this.#take(name, 1, read);
    if (found) return found.value;
    this.#refuseRepeated();
    throw new XmlRefused(`${this.#path}/${name} is missing`);
  }

  optional<T>(name: string, read: ReadElement<T>): T | null {
    return this.#take(name, 1, read)[0]?.value ?? null;
  }

  many<T>(name: string, most: number, read: ReadElement<T>): readonly T[] {
    const found = this.#take(name, most, read);
    return found.map(({ value }) => value);
  }

  /** Skips what a later contract adds at the end: elements of another namespace. */
  others(): void {
    let skipped = 0;
    for (let next = this.#next(); next && this.#isForeign(next); next = this.#next()) {
      skipped += 1;
      if (skipped > MOST_EXTENSIONS) {
        throw new XmlRefused(`${this.#path} has more than ${MOST_EXTENSIONS} additions`);
      }
      this.#at += 1;
    }
  }

  /** Nothing may follow. */
  end(): void {
    const left = this.#next();
    if (!left) return;
    this.#refuseRepeated();
    throw new XmlRefused(`${this.#path} has <${left.name}> where it may not be`);
  }

  #refuseRepeated(): void {
    const next = this.#next();
    const before = this.#children.slice(0, this.#at);
    if (next && before.some((one) => one.name === next.name && one.namespace === next.namespace)) {
      throw new XmlRefused(`${this.#path} has <${next.name}> too often`);
    }
  }

  #take<T>(name: string, most: number, read: ReadElement<T>): { readonly value: T }[] {
    const found: { readonly value: T }[] = [];
    for (let next = this.#next(); next && this.#isOwn(next, name); next = this.#next()) {
      if (found.length === most) break;
      const path = most === 1 ? `${this.#path}/${name}` : `${this.#path}/${name}[${found.length + 1}]`;
      found.push({ value: read(next, path) });
      this.#at += 1;
    }
    return found;
  }

  #next(): XmlElement | undefined {
    return this.#children[this.#at];
  }

  #isOwn(element: XmlElement, name: string): boolean {
    return element.namespace === this.#namespace && element.name === name;
  }

  #isForeign(element: XmlElement): boolean {
    return element.namespace !== '' && element.namespace !== this.#namespace;
  }
}

/**
 * Reads an element whose children are a sequence of the contract; nothing may follow what `read` asks for, but where
 * the contract is `open` the additions of a later one.
 */
export function inOrder<T>(
  namespace: string,
  read: (from: ElementSequence, path: string) => T,
  ends: 'closed' | 'open' = 'closed',
): ReadElement<T> {
  return (element, path) => {
    const from = new ElementSequence(element, namespace, path);
    const value = read(from, path);
    if (ends === 'open') from.others();
    from.end();
    return value;
  };
}
