import { ArrowLeftRight, Copy, Filter, Moon, Pause, Play, RefreshCw, Sun, SunMoon } from 'lucide-react';
import { type ReactNode, useDeferredValue, useMemo } from 'react';
import type { ConversionRow } from '#shared/ipc/conversions.ts';
import type { DeskState } from '#shared/ipc/desk.ts';
import type { Settings } from '#shared/ipc/settings.ts';
import { ask } from '#renderer/state/desk-client.ts';
import { reportFault } from '#renderer/state/toasts.ts';
import { useRequest } from '#renderer/state/use-request.ts';
import { copyText } from '#renderer/ui/copy-button.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { StatusMark } from '#renderer/ui/status-mark.tsx';
import { goTo } from './hash-location.ts';
import { frameText } from './messages/en/frame.ts';
import { digitOf, PLACES } from './places.ts';

/** One line of the palette. */
export interface PaletteEntry {
  readonly id: string;
  readonly title: string;
  readonly icon: ReactNode;
  readonly aside?: ReactNode;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly label: string;
  readonly entries: readonly PaletteEntry[];
}

const FOUND_AT_MOST = 6;
const SEARCH_FROM_LENGTH = 2;

/** What the palette offers for the text: places and actions by their words, conversions by the store's search. */
export function usePaletteEntries(desk: DeskState, text: string): readonly PaletteGroup[] {
  const wanted = useDeferredValue(text.trim());
  const search = wanted.length >= SEARCH_FROM_LENGTH;
  const found = useRequest(
    'conversions.page',
    search
      ? {
          filter: { text: wanted },
          order: { by: 'call_started_at', descending: true },
          index: 0,
          limit: FOUND_AT_MOST,
        }
      : null,
  );
  const rows = search ? found.data?.rows : undefined;
  return useMemo(() => {
    const fits = (entry: PaletteEntry): boolean => entry.title.toLowerCase().includes(wanted.toLowerCase());
    return [
      { label: frameText.palettePlaces, entries: placeEntries().filter(fits) },
      { label: frameText.paletteActions, entries: actionEntries(desk).filter(fits) },
      { label: frameText.paletteConversions, entries: conversionEntries(wanted, rows ?? []) },
    ].filter((group) => group.entries.length > 0);
  }, [desk, wanted, rows]);
}

function placeEntries(): PaletteEntry[] {
  const places = PLACES.map((place) => {
    const digit = digitOf(place);
    return {
      id: place.id,
      title: place.title,
      icon: <place.icon size={16} aria-hidden />,
      aside: <Kbd keys={digit === null ? `g+${place.letter}` : `alt+${digit}`} />,
      run: () => goTo(place.address),
    };
  });
  const icon = <ArrowLeftRight size={16} aria-hidden />;
  return [...places, { id: 'tune', title: frameText.tune, icon, run: () => goTo('/tune') }];
}

function actionEntries(desk: DeskState): PaletteEntry[] {
  const syncing = desk.sync.phase === 'syncing';
  const { paused } = desk.sync;
  const theme = (value: Settings['theme'], title: string, icon: ReactNode): PaletteEntry => ({
    id: `theme-${value}`,
    title,
    icon,
    run: () => act(ask('settings.save', { theme: value })),
  });
  return [
    {
      id: 'sync',
      title: syncing ? frameText.cancelSync : frameText.syncNow,
      icon: <RefreshCw size={16} aria-hidden />,
      run: () => act(syncing ? ask('sync.cancel', {}) : ask('sync.now', {})),
    },
    {
      id: 'pause',
      title: paused ? frameText.resumeSync : frameText.pauseSync,
      icon: paused ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />,
      run: () => act(ask('sync.pause', { paused: !paused })),
    },
    {
      id: 'copy-address',
      title: frameText.copyAddress,
      icon: <Copy size={16} aria-hidden />,
      run: () => void copyText(window.location.hash || '#/', frameText.address),
    },
    theme('light', frameText.themeLight, <Sun size={16} aria-hidden />),
    theme('dark', frameText.themeDark, <Moon size={16} aria-hidden />),
    theme('system', frameText.themeSystem, <SunMoon size={16} aria-hidden />),
  ];
}

function conversionEntries(text: string, rows: readonly ConversionRow[]): PaletteEntry[] {
  if (text.length < SEARCH_FROM_LENGTH) return [];
  const found = rows.map((row) => ({
    id: `conversion-${row.id}`,
    title: `${row.partnerName} · ${row.offerName}`,
    icon: <StatusMark status={row.status} />,
    aside: <span className="mono">{row.invocaId}</span>,
    run: () => goTo(`/conversions/${row.id}`),
  }));
  const filter: PaletteEntry = {
    id: 'filter',
    title: frameText.paletteFilter(text),
    icon: <Filter size={16} aria-hidden />,
    run: () => goTo(`/conversions?${new URLSearchParams({ text }).toString()}`),
  };
  return [...found, filter];
}

function act(answer: Promise<unknown>): void {
  answer.catch(reportFault);
}
