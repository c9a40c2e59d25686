/**
 * Something the user must hear in one clear sentence and can do something about: no stack is printed.
 */
export class SetupError extends Error {
  /** @override */
  name = 'SetupError';
}

/**
 * Runs a script's main function and turns a failure into one message on stderr and exit code 1.
 *
 * @param {() => Promise<number | void>} main resolves to the exit code, 0 when it says nothing
 * @returns {Promise<void>}
 */
export async function runScript(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    const text =
      error instanceof SetupError ? error.message : error instanceof Error ? error.stack : String(error);
    process.stderr.write(`\nswitchboard: ${text}\n`);
    process.exitCode = 1;
  }
}
