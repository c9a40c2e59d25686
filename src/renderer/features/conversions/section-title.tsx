import { createContext, type ReactNode, use } from 'react';

/** How deep the headings of a conversion's parts stand: below the panel's own heading, or right below the page's. */
export const SectionLevel = createContext<2 | 3>(3);

/** The heading of one part of a conversion. */
export function SectionTitle({ children }: { readonly children: ReactNode }) {
  const Heading = use(SectionLevel) === 2 ? 'h2' : 'h3';
  return <Heading className="part-title">{children}</Heading>;
}
