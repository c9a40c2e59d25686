import { Link } from 'wouter';
import './tabs.css';

export interface TabLink {
  readonly address: string;
  readonly label: string;
  readonly count?: number | undefined;
  readonly current: boolean;
}

/** Views of one place. Each has an address, so they are links: back and forward work between them. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly TabLink[] }) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Link
          key={tab.address}
          href={tab.address}
          className="tab"
          aria-current={tab.current ? 'page' : undefined}
          draggable={false}
        >
          {tab.label}
          {tab.count !== undefined && <span className="tab-count number">{tab.count}</span>}
        </Link>
      ))}
    </nav>
  );
}
