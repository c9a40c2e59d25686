import type { AttentionItem } from '#shared/ipc/desk.ts';

/** Words of the overview. */
export const overviewText = {
  title: 'Overview',
  today: (day: string) => `Today, ${day}`,
  neverSynced: 'No sync has succeeded yet.',
  lastSuccess: (ago: string, when: string) => `Last synced ${ago}, ${when}`,
  syncState: 'Sync',
  calls: 'Calls',
  conversions: 'Conversions',
  payout: 'Payout',
  revenue: 'Revenue',
  noMoney: 'nothing yet',
  deliveries: 'Postbacks',
  waiting: 'Waiting',
  failing: 'Need a person',
  acceptedToday: 'Accepted today',
  figures: 'Today',
  attention: 'Needs attention',
  nothingToDo: 'Nothing needs attention.',
  attentionKind: {
    unknown_result: 'Unknown result',
    unparsed_row: 'Unread row',
    waiting_correction: 'Waiting correction',
    delivery_trouble: 'Postback trouble',
    receiver_stopped: 'Receiver stopped',
    network_error: 'Network',
    token_missing: 'Token missing',
    settings_reset: 'Settings reset',
    store_restarted: 'Records restarted',
  } satisfies Record<AttentionItem['kind'], string>,
  strip: (days: number) => `Last ${days} days`,
  stripDay: (day: string, total: number, approved: number, pending: number, rejected: number) =>
    `${day}: ${total} ${total === 1 ? 'conversion' : 'conversions'}, ${approved} approved, ${pending} pending, ${rejected} rejected`,
  stripParts: (approved: number, pending: number, rejected: number) =>
    `conversions: ${approved} approved, ${pending} pending, ${rejected} rejected,`,
  emptyTitle: 'Nothing synced yet',
  emptyText: 'Calls appear here as soon as the first sync has brought them.',
  noNetworkTitle: 'No network yet',
  noNetworkText: 'Connect an Invoca network in Settings; its calls then arrive here by themselves.',
  connect: 'Connect a network',
} as const;
