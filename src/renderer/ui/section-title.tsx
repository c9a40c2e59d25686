import { createContext, type ReactNode, use } from 'react';
import './facts.css';

/** How deep the headings of the parts of a panel stand: below the panel's own heading, or right below the page's. */
export const SectionLevel = createContext<2 | 3>(3);

/** The heading of one part of a panel. */
export function SectionTitle({ children }: { readonly children: ReactNode }) {
  const Heading = use(SectionLevel) === 2 ? 'h2' : 'h3';
  return <Heading className="part-title">{children}</Heading>;
}
