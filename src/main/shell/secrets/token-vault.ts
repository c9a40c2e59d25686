import type { TokenReference } from '#main/engine/ports/network-record.ts';
import type { TokenHolder, TokenSource } from '#main/engine/ports/token-source.ts';
import { DeskError } from '#shared/ipc/errors.ts';
import type { TokenKeeping } from '#shared/ipc/networks.ts';
import type { SystemCipher } from './system-cipher.ts';

/** Marks a text that was sealed without a keyring, with consent. */
const WITHOUT_KEYRING = 'unprotected:';

/** Keeps the networks' tokens: sealed text goes to the store, the rest stays in this process's memory. */
export interface TokenVault {
  /**
   * Decides how a new token is kept: by the keyring where there is one; without one on disk if the person agreed;
   * else for this run, in which case `remember` must follow once the network has its id.
   */
  keep(token: string, keepWithoutKeyring: boolean): Promise<TokenReference>;
  /** Holds the token of a network for this run. */
  remember(workspaceId: string, networkId: number, token: string): void;
  forget(workspaceId: string, networkId: number): void;
  /** The engine's way to the tokens of one workspace. */
  source(workspaceId: string): TokenSource;
  /** How the token of a network is kept, for the screen. */
  keeping(workspaceId: string, network: TokenHolder): TokenKeeping;
  standing(): ReturnType<SystemCipher['standing']>;
}

/** Makes the vault. Nothing in it is ever logged or sent to the window. */
export function createTokenVault(parts: {
  readonly cipher: SystemCipher;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): TokenVault {
  const { cipher, environment } = parts;
  const held = new Map<string, string>();
  const key = (workspaceId: string, networkId: number): string => `${workspaceId}:${networkId}`;

  async function opened(network: TokenHolder, sealed: string): Promise<string> {
    const unprotected = sealed.startsWith(WITHOUT_KEYRING);
    const text = unprotected ? sealed.slice(WITHOUT_KEYRING.length) : sealed;
    try {
      if (unprotected) await cipher.allowWithoutKeyring();
      return await cipher.open(Buffer.from(text, 'base64'));
    } catch (cause) {
      const message = `The keyring does not give out the token of “${network.name}”. Unlock the keyring, or enter the token again in Settings.`;
      throw new DeskError('no_keyring', message, { cause });
    }
  }

  async function tokenOf(workspaceId: string, network: TokenHolder): Promise<string> {
    const inMemory = held.get(key(workspaceId, network.id));
    if (inMemory !== undefined) return inMemory;
    switch (network.token.keeping) {
      case 'keyring': {
        const token = await opened(network, network.token.sealed);
        held.set(key(workspaceId, network.id), token);
        return token;
      }
      case 'environment': {
        const token = environment[network.token.variable];
        if (token) return token;
        throw new DeskError(
          'unauthorised',
          `The variable ${network.token.variable}, which holds the token of “${network.name}”, is not set.`,
        );
      }
      case 'session':
        throw new DeskError(
          'unauthorised',
          `The token of “${network.name}” was kept for one session only. Enter it again in Settings.`,
        );
    }
  }

  return {
    async keep(token, keepWithoutKeyring) {
      const { available } = await cipher.standing();
      if (!available && !keepWithoutKeyring) return { keeping: 'session' };
      if (!available) await cipher.allowWithoutKeyring();
      const sealed = (await cipher.seal(token)).toString('base64');
      return { keeping: 'keyring', sealed: available ? sealed : `${WITHOUT_KEYRING}${sealed}` };
    },
    remember: (workspaceId, networkId, token) => {
      held.set(key(workspaceId, networkId), token);
    },
    forget: (workspaceId, networkId) => {
      held.delete(key(workspaceId, networkId));
    },
    source: (workspaceId) => (network) => tokenOf(workspaceId, network),
    keeping(workspaceId, network) {
      switch (network.token.keeping) {
        case 'keyring':
          return network.token.sealed.startsWith(WITHOUT_KEYRING) ? 'unprotected' : 'keyring';
        case 'environment':
          return environment[network.token.variable] ? 'environment' : 'missing';
        case 'session':
          return held.has(key(workspaceId, network.id)) ? 'session' : 'missing';
      }
    },
    standing: () => cipher.standing(),
  };
}
