import { type ComponentType, lazy } from 'react';
import { ConversionsScreen } from '#renderer/features/conversions/conversions-screen.tsx';
import { OverviewScreen } from '#renderer/features/overview/overview-screen.tsx';

/** A screen and the addresses it answers to (wouter patterns). */
export interface Route {
  readonly path: string;
  readonly screen: ComponentType;
}

/** Every screen. Those a start leads to come with the window itself; the others are loaded when first gone to. */
export const ROUTES: readonly Route[] = [
  {
    path: '/',
    screen: OverviewScreen,
  },
  {
    path: '/attention/unparsed',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/attention/unparsed-screen.tsx')).UnparsedScreen,
    })),
  },
  {
    path: '/attention/corrections',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/attention/waiting-corrections-screen.tsx'))
        .WaitingCorrectionsScreen,
    })),
  },
  {
    path: '/attention/unknown-results',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/attention/unknown-results-screen.tsx')).UnknownResultsScreen,
    })),
  },
  {
    path: '/review/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/review/review-screen.tsx')).ReviewScreen,
    })),
  },
  {
    path: '/conversions/:id',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/conversions/conversion-page.tsx')).ConversionPage,
    })),
  },
  {
    path: '/conversions',
    screen: ConversionsScreen,
  },
  {
    path: '/calls',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/calls/calls-screen.tsx')).CallsScreen,
    })),
  },
  {
    path: '/numbers/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/numbers/numbers-screen.tsx')).NumbersScreen,
    })),
  },
  {
    path: '/jobs',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/jobs/jobs-screen.tsx')).JobsScreen,
    })),
  },
  {
    path: '/links/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/links/links-screen.tsx')).LinksScreen,
    })),
  },
  {
    path: '/send-lists/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/send-lists/send-lists-screen.tsx')).SendListsScreen,
    })),
  },
  {
    path: '/postbacks/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/postbacks/postbacks-screen.tsx')).PostbacksScreen,
    })),
  },
  {
    path: '/tune/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/tune/tune-screen.tsx')).TuneScreen,
    })),
  },
  {
    path: '/partners/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/partners/partners-screen.tsx')).PartnersScreen,
    })),
  },
  {
    path: '/offers/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/offers/offers-screen.tsx')).OffersScreen,
    })),
  },
  {
    path: '/reconcile/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/reconcile/reconcile-screen.tsx')).ReconcileScreen,
    })),
  },
  {
    path: '/settings/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/settings/settings-screen.tsx')).SettingsScreen,
    })),
  },
];
