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

/** What adding a network takes. */
export type NewNetwork = Pick<
  NetworkRecord,
  'kind' | 'name' | 'baseUrl' | 'organisationId' | 'user' | 'currency' | 'versions' | 'token' | 'practice'
>;
