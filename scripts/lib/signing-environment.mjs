const SIGNING = /^(?:(?:WIN_)?CSC_|APPLE_)/;

/**
 * The environment for electron-builder: it takes an empty variable, which is what a workflow makes of a secret that is
 * not there, for a certificate that cannot be read. Without a certificate it must not look for one of its own either.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function signingEnvironment(env) {
  const kept = Object.entries(env).filter(([name, value]) => !(SIGNING.test(name) && value?.trim() === ''));
  return {
    ...Object.fromEntries(kept),
    CSC_IDENTITY_AUTO_DISCOVERY: env['CSC_LINK']?.trim() ? 'true' : 'false',
  };
}
