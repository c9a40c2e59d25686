import type { InvocaUser } from '#shared/ipc/networks.ts';

/** Words of the first start. */
export const firstStartText = {
  title: 'Welcome to Switchboard',
  lead: 'The desk for pay-per-call partnerships. Everything is kept on this machine.',
  practiceTitle: 'Try it on the practice network',
  practiceText:
    'A whole trade on this machine: offers, partners, calls that keep arriving, corrections, and receivers that take postbacks. Nothing leaves it.',
  practiceAction: 'Open the practice network',
  practiceOpening: 'Opening…',
  invocaTitle: 'Connect an Invoca network',
  invocaText:
    'Reads your call transactions. Connecting fires no postback, however many years of history there are.',
  invocaAction: 'Connect a network',
  others: 'Open a workspace',
  back: 'Back',

  formTitle: 'Connect an Invoca network',
  name: 'Name',
  namePlaceholder: 'Leadtrust',
  nameHint: 'What this workspace and network are called here.',
  baseUrl: 'Address',
  baseUrlHint: 'The address of your account, such as https://yourname.invoca.net.',
  organisationId: {
    network: 'Network id',
    advertiser: 'Advertiser id',
    affiliate: 'Publisher id',
  } satisfies Record<InvocaUser, string>,
  user: 'Whose token',
  users: {
    network: 'Network user',
    advertiser: 'Advertiser user',
    affiliate: 'Affiliate (publisher) user',
  } satisfies Record<InvocaUser, string>,
  token: 'API token',
  tokenHint: 'Kept encrypted by this system’s keyring. It is never shown again, logged or exported.',
  currency: 'Currency',
  currencyHint: 'Three letters, such as USD.',
  connect: 'Test and connect',
  testing: 'Testing the connection…',
  connecting: 'Connecting…',
} as const;
