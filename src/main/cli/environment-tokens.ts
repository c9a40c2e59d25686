import type { TokenSource } from '#main/engine/ports/token-source.ts';
import { DeskError } from '#shared/ipc/errors.ts';

/** Tokens from variables of the environment: the only kind that can be had without the app and its keyring. */
export function environmentTokens(environment: Readonly<Record<string, string | undefined>>): TokenSource {
  return (network) => {
    if (network.token.keeping !== 'environment') {
      const message =
        network.kind === 'receiver_secret'
          ? `The secret that signs postbacks to ${network.name} is kept by the app; send from there, or name a variable with receiver set --secret-env.`
          : `The token of “${network.name}” is kept by the app; sync it there, or add the network with --token-env.`;
      return Promise.reject(new DeskError('no_keyring', message));
    }
    const token = environment[network.token.variable];
    if (token) return Promise.resolve(token);
    const message = `The variable ${network.token.variable}, which holds the token of “${network.name}”, is not set.`;
    return Promise.reject(new DeskError('unauthorised', message));
  };
}
