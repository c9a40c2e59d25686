import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

/** A screen and the addresses it answers to (wouter patterns). */
export interface Route {
  readonly path: string;
  readonly screen: LazyExoticComponent<ComponentType>;
}

/** Every screen, loaded when it is first gone to. */
export const ROUTES: readonly Route[] = [
  {
    path: '/',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/overview/overview-screen.tsx')).OverviewScreen,
    })),
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
    path: '/conversions/:id',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/conversions/conversion-page.tsx')).ConversionPage,
    })),
  },
  {
    path: '/conversions',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/conversions/conversions-screen.tsx')).ConversionsScreen,
    })),
  },
  {
    path: '/links/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/links/links-screen.tsx')).LinksScreen,
    })),
  },
  {
    path: '/postbacks/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/postbacks/postbacks-screen.tsx')).PostbacksScreen,
    })),
  },
  {
    path: '/settings/*?',
    screen: lazy(async () => ({
      default: (await import('#renderer/features/settings/settings-screen.tsx')).SettingsScreen,
    })),
  },
];
