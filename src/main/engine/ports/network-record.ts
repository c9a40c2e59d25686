import type { InvocaUser, InvocaVersions } from '#shared/ipc/networks.ts';

/** How a network's token is found. Only `sealed` text (ciphertext) or a variable's name is ever stored. */
export type TokenReference =
  | { readonly keeping: 'keyring'; readonly sealed: string }
  | { readonly keeping: 'environment'; readonly variable: string }
  | { readonly keeping: 'session' };

/** A network as the store keeps it. */
export interface NetworkRecord {
  readonly id: number;
  readonly kind: 'invoca';
  readonly name: string;
  readonly baseUrl: string;
  readonly organisationId: string;
  readonly user: InvocaUser;
  readonly currency: string;
  readonly versions: InvocaVersions;
  readonly token: TokenReference;
  readonly practice: boolean;
  readonly createdAt: number;
  readonly cursor: string;
  readonly lastSuccessAt: number | null;
  readonly lastError: string | null;
  readonly catalogueAt: number | null;
  readonly transactions: number;
}

/** What may be changed of a network. */
export type NetworkChange = Pick<NetworkRecord, 'id' | 'name' | 'baseUrl' | 'organisationId' | 'token'>;

/** What adding a network takes. */
export type NewNetwork = Pick<
  NetworkRecord,
  'kind' | 'name' | 'baseUrl' | 'organisationId' | 'user' | 'currency' | 'versions' | 'token' | 'practice'
>;

/** An SPC account as the store keeps it. Session numbers are asked of it over SOAP (mongoose-spc.md). */
export interface SpcNetwork {
  readonly id: number;
  readonly kind: 'spc';
  readonly name: string;
  readonly endpoint: string;
  readonly apiUser: string;
  /** Empty when the key serves one customer only. */
  readonly customerId: string;
  readonly namespace: string;
  readonly authentication: 'username_token' | 'basic';
  /** Whether the account offers ReleaseSessionPhoneNumber and GetSessionCalls. */
  readonly extensions: boolean;
  readonly token: TokenReference;
  readonly practice: boolean;
  readonly createdAt: number;
  readonly lastSuccessAt: number | null;
  readonly lastError: string | null;
  /** The server's clock minus ours, as last seen. */
  readonly clockDifferenceMs: number | null;
}

/** What adding an SPC account takes. */
export type NewSpcNetwork = Pick<
  SpcNetwork,
  | 'kind'
  | 'name'
  | 'endpoint'
  | 'apiUser'
  | 'customerId'
  | 'namespace'
  | 'authentication'
  | 'extensions'
  | 'token'
  | 'practice'
>;
