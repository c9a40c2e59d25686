import type { NewSpcNetwork } from '#main/engine/ports/network-record.ts';

/** An SPC account on this machine, for tests that need one to be stored. */
export const SPC_NETWORK: NewSpcNetwork = {
  kind: 'spc',
  name: 'Numbers desk',
  endpoint: 'https://spc.example/soap/v1',
  apiUser: 'acme-affiliates',
  customerId: 'acme',
  namespace: 'urn:example:spc:session-numbers:v1',
  authentication: 'username_token',
  extensions: true,
  token: { keeping: 'environment', variable: 'SPC_KEY' },
  practice: false,
};
