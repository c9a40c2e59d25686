import { seededRandom } from '../seeded-random.ts';
import type { PracticeWorld } from '../world/practice-world.ts';
import { notAllowed, notAuthorised, notFound } from './answers.ts';
import type { UserKind } from './columns.ts';

/** Who a token speaks for: an organisation of the network. */
export interface ApiUser {
  readonly kind: UserKind;
  readonly organisationId: number;
}

/** The tokens of a practice network, 32 letters and digits each. */
export interface PracticeTokens {
  readonly network: string;
  readonly advertiser: string;
  readonly affiliate: string;
}

const TOKEN_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** The doorkeeper: who is calling, and may they see this organisation? */
export interface Access {
  readonly tokens: PracticeTokens;
  /** The user behind the first token that was sent; throws 401 when it is missing or unknown. */
  userOf(...tokens: readonly (string | undefined)[]): ApiUser;
  /** Throws 404 for an organisation that does not exist and 403 for one that is not the user's own. */
  requireOwn(user: ApiUser, kind: UserKind, organisationId: string): void;
}

/** Makes the doorkeeper; the same seed gives the same tokens. */
export function createAccess(world: PracticeWorld, seed: number): Access {
  const random = seededRandom(seed, 'tokens');
  const tokens: PracticeTokens = {
    network: random.text(32, TOKEN_CHARACTERS),
    advertiser: random.text(32, TOKEN_CHARACTERS),
    affiliate: random.text(32, TOKEN_CHARACTERS),
  };
  const organisations: Readonly<Record<UserKind, readonly number[]>> = {
    network: [world.networkId, ...world.foreignNetworkIds],
    advertiser: world.advertisers.map(({ id }) => id),
    affiliate: world.partners.map(({ id }) => id),
  };
  const users = new Map<string, ApiUser>([
    [tokens.network, { kind: 'network', organisationId: world.networkId }],
    [tokens.advertiser, { kind: 'advertiser', organisationId: organisations.advertiser[0] ?? 0 }],
    [tokens.affiliate, { kind: 'affiliate', organisationId: organisations.affiliate[0] ?? 0 }],
  ]);

  return {
    tokens,
    userOf(...sent) {
      const token = sent.find((candidate) => candidate !== undefined && candidate !== '');
      const user = token === undefined ? undefined : users.get(token);
      if (user === undefined) throw notAuthorised();
      return user;
    },
    requireOwn(user, kind, organisationId) {
      const id = organisations[kind].find((known) => String(known) === organisationId);
      if (id === undefined) throw notFound(`Could not find ${kind} ${organisationId}`);
      if (user.kind !== kind || user.organisationId !== id) {
        throw notAllowed(`No access to ${kind} ${organisationId}`);
      }
    },
  };
}
