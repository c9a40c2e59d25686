import type { LayerRow } from '#renderer/features/links/link-layers.ts';
import type { ComposerField } from '#renderer/features/links/field-faults.ts';

const FIELDS: Readonly<Record<ComposerField, string>> = {
  base: 'the Invoca link',
  partnerId: 'the partner',
  offerId: 'the offer',
  number: 'the number',
  aff_sub2: 'aff_sub2',
  aff_sub3: 'aff_sub3',
  aff_sub4: 'aff_sub4',
  aff_sub5: 'aff_sub5',
  source: 'source',
};

const listed = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;

/** The words of the links screens. */
export const linksText = {
  title: 'Links',
  tabs: 'Views of links',
  compose: 'Compose',
  explain: 'Explain',
  follow: 'Follow',
  many: 'Many links',
  templates: 'Templates',
  saved: 'Saved',

  partner: 'Partner',
  partnerHint: 'Pick one, or type its aff_id',
  offer: 'Offer',
  offerHint: 'Pick one, or type its offer_id',
  number: 'Number',
  numberHint: 'Becomes aff_sub and PPCPN. aff_sub belongs to Invoca.',
  otherOwner: (partner: string, offer: string) =>
    `This number belongs to ${partner} for ${offer}: calls on it count for them, whatever the link says.`,
  noMatch: 'Nothing by that name. What you type is used as it is.',
  noNumbers: 'No stored number for this partner and offer. Type one, with its Invoca link.',
  base: 'Invoca link of the number',
  baseHint: 'Comes with a stored number. Otherwise paste the link Invoca gave for it.',
  basePlaceholder: 'http://networkid.ringrevenue.com/c/142/7419-43943-833064',
  subIds: 'Sub ids',
  subIdsHint: 'Go inside the click, encoded, and come back with the conversion. Empty ones are left out.',
  note: 'Note',
  notePlaceholder: 'What the link is for',
  clear: 'Clear',

  link: 'Tracking link',
  copy: 'Copy',
  qr: 'QR code',
  followThis: 'Follow',
  copyWhat: 'the tracking link',
  save: 'Save',
  savedToast: 'Link saved.',
  stillNeeded: (fields: readonly ComposerField[]) =>
    `The link appears here as you type. Still needed: ${listed(fields.map((field) => FIELDS[field]))}.`,
  notYet: 'The link appears here when what is marked on the left is mended.',
  usReplaced: 'The us the Invoca link already carried is replaced by this click.',
  fragmentRemoved: 'What stood behind # in the Invoca link is left out: it is never sent.',

  layers: 'Layer by layer',
  layer: (row: Pick<LayerRow, 'key' | 'param'>): string => {
    switch (row.key) {
      case 'network':
        return 'Network';
      case 'ids':
        return 'Partner – campaign – number';
      case 'click':
        return 'Click, decoded once';
      case 'value':
        return `${row.param ?? ''}, decoded twice`;
      case 'redirect':
        return 'Lands at';
    }
  },
  redirectUnknown:
    'Where the click lands cannot be told from this host: the network may have its own click address.',

  checks: 'Checks',
  good: 'Good',
  fault: 'Fault',
  toKnow: 'To know',
  comesBack: 'Every value comes back as typed after both redirects.',
  noFaults: 'No fault found.',
  faultCount: (count: number) => (count === 1 ? '1 fault' : `${count} faults`),

  pasted: 'Link to explain',
  pastedHint: 'Any tracking link, or the click it leads to. Nothing is requested: the link is only read.',
  pastedPlaceholder: 'Paste a link',
  explainEmpty: 'Paste a link to see what it says',
  explainEmptyText:
    'Each layer is decoded and shown, with where the link leads, every parameter, and the faults that would cost calls.',
  openInComposer: 'Open in the composer',
  params: 'Parameters',
  param: 'Parameter',
  value: 'Value',
  encoded: 'As it stands',
  depth: 'Encoded',
  place: 'Place',
  placeText: { click: 'in the click', link: 'in the link' },
  depthText: (depth: number) =>
    depth === 0 ? 'not encoded' : depth === 1 ? 'once' : depth === 2 ? 'twice' : `${depth} times`,
  emptyValue: 'empty',
} as const;
