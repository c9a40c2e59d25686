/** How long a step stays silent: what is shorter needs no words. */
const SILENT_FOR_MS = 1500;

/** How often a long step says that it is still at work. */
const REMIND_EVERY_MS = 15_000;

/**
 * Says one line to the person at the terminal. Always stderr, so that a command's own output stays clean.
 *
 * @param {string} line
 * @returns {void}
 */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/**
 * Runs one step and shows it if it takes long: its label at first, a sign of life now and then, its duration at the end.
 *
 * @template T
 * @param {string} label what is being done, in the user's words
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(label, work) {
  const started = performance.now();
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`;
  let announced = false;
  let timer = setTimeout(function announce() {
    say(announced ? `  ${label} … ${seconds()}` : `${label} …`);
    announced = true;
    timer = setTimeout(announce, REMIND_EVERY_MS);
  }, SILENT_FOR_MS);
  try {
    const result = await work();
    if (announced) say(`${label}: done in ${seconds()}`);
    return result;
  } catch (error) {
    if (announced) say(`${label}: failed after ${seconds()}`);
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
