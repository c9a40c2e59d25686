/** An attribute by its expanded name; `namespace` is '' for one without a prefix. */
export interface XmlAttribute {
  readonly namespace: string;
  readonly name: string;
  readonly value: string;
}

/** An element by its expanded name, as it was read or is to be written. Declarations of namespaces are no attributes. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | string)[];
}

/** Makes an element of a namespace out of what it holds; what is undefined is left out. */
export type ElementMaker = (
  name: string,
  ...children: readonly (XmlElement | string | undefined)[]
) => XmlElement;

/** A maker for the elements of one namespace, without attributes. */
export function elementsOf(namespace: string): ElementMaker {
  return (name, ...children) => ({
    namespace,
    name,
    attributes: [],
    children: children.filter((child) => child !== undefined),
  });
}

/** The elements in an element, without the text between them. */
export function childElements({ children }: XmlElement): XmlElement[] {
  return children.filter((child) => typeof child !== 'string');
}

/** The text directly in an element. */
export function textOf({ children }: XmlElement): string {
  return children.filter((child) => typeof child === 'string').join('');
}

/** Whether this is the element of that expanded name. */
export function isElement(element: XmlElement, namespace: string, name: string): boolean {
  return element.namespace === namespace && element.name === name;
}

/** The value of an attribute, or undefined when it is absent. */
export function attributeOf(element: XmlElement, namespace: string, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.namespace === namespace && attribute.name === name)
    ?.value;
}
