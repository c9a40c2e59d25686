import { useLocation } from 'wouter';
import type { ReactNode } from 'react';
import { numbersText as text } from '#renderer/app/messages/en/numbers.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Tabs } from '#renderer/ui/tabs.tsx';
import './numbers.css';

const VIEWS = [
  { address: '/numbers', label: text.sessionsTab },
  { address: '/numbers/promo', label: text.promoTab },
  { address: '/numbers/pools', label: text.poolsTab },
  { address: '/numbers/campaigns', label: text.campaignsTab },
  { address: '/numbers/forecast', label: text.forecastTab },
  { address: '/jobs', label: text.jobsTab },
] as const;

/** The head every view of the numbers place stands under: its name, its actions, the other views. */
export function NumbersHead({ actions }: { readonly actions?: ReactNode }) {
  const [path] = useLocation();
  return (
    <>
      <PageHeader title={text.title} actions={actions} />
      <Tabs
        label={text.tabs}
        tabs={VIEWS.map(({ address, label }) => ({ address, label, current: path === address }))}
      />
    </>
  );
}
