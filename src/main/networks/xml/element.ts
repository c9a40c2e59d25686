/** An attribute that was read; '' is no namespace. Declarations of namespaces are not among them. */
export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** An element that was read, named by namespace ('' for none) and local name: prefixes are gone. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly XmlElement[];
  /** All its own character data in one piece, white space included. */
  readonly text: string;
  /** What prefixes stand for here, for text that holds a qualified name. '' is the default namespace. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** A document that is not read, and why; the message ends a sentence such as "The answer cannot be read: …". */
export class XmlRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = 'XmlRefused';
  }
}
