import {
  ChartNoAxesColumn,
  Check,
  Handshake,
  Hash,
  Link2,
  ListFilter,
  type LucideIcon,
  Megaphone,
  PhoneCall,
  Scale,
  Send,
  Settings,
  Tags,
} from 'lucide-react';
import { frameText } from './messages/en/frame.ts';

/** A place of the app that the rail and the palette lead to. */
export interface Place {
  readonly id:
    | 'overview'
    | 'review'
    | 'conversions'
    | 'calls'
    | 'numbers'
    | 'links'
    | 'sendLists'
    | 'postbacks'
    | 'partners'
    | 'offers'
    | 'reconcile'
    | 'settings';
  readonly address: string;
  readonly title: string;
  readonly icon: LucideIcon;
  /** `g` then this letter goes there. */
  readonly letter: string;
  /** A line in the rail before it. */
  readonly apart?: boolean;
}

/** As many digits go to a place: 1 to 9. */
const DIGITS = 9;

/** Every place, in the order of the rail. */
export const PLACES: readonly Place[] = [
  { id: 'overview', address: '/', title: frameText.overview, icon: ChartNoAxesColumn, letter: 'o' },
  { id: 'review', address: '/review', title: frameText.review, icon: Check, letter: 'v' },
  { id: 'conversions', address: '/conversions', title: frameText.conversions, icon: ListFilter, letter: 'c' },
  { id: 'calls', address: '/calls', title: frameText.calls, icon: PhoneCall, letter: 'k' },
  { id: 'numbers', address: '/numbers', title: frameText.numbers, icon: Hash, letter: 'n', apart: true },
  { id: 'links', address: '/links', title: frameText.links, icon: Link2, letter: 'l' },
  { id: 'sendLists', address: '/send-lists', title: frameText.sendLists, icon: Megaphone, letter: 'm' },
  { id: 'postbacks', address: '/postbacks', title: frameText.postbacks, icon: Send, letter: 'p' },
  {
    id: 'partners',
    address: '/partners',
    title: frameText.partners,
    icon: Handshake,
    letter: 't',
    apart: true,
  },
  { id: 'offers', address: '/offers', title: frameText.offers, icon: Tags, letter: 'f' },
  { id: 'reconcile', address: '/reconcile', title: frameText.reconcile, icon: Scale, letter: 'r' },
  {
    id: 'settings',
    address: '/settings',
    title: frameText.settings,
    icon: Settings,
    letter: 's',
    apart: true,
  },
];

/** The digit that, with Alt, goes to the place; the places after the ninth have none. */
export function digitOf(place: Place): number | null {
  const at = PLACES.indexOf(place);
  return at >= 0 && at < DIGITS ? at + 1 : null;
}

/** Whether the path belongs to the place. */
export function isAt(place: Place, path: string): boolean {
  if (place.address === '/') return path === '/' || path.startsWith('/attention');
  if (place.address === '/numbers' && path.startsWith('/jobs')) return true;
  if (place.id === 'settings' && /^\/tune(\/|$)/.test(path)) return true;
  return path === place.address || path.startsWith(`${place.address}/`);
}
