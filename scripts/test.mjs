import { availableParallelism } from 'node:os';
import { GATES } from './lib/gates.mjs';
import { checkToolNode } from './lib/node-version.mjs';
import { prepare } from './lib/prepare.mjs';
import { runScript, SetupError } from './lib/setup-error.mjs';
import { sum } from './lib/test-reports.mjs';

const KINDS = ['static', 'unit', 'e2e'];

/**
 * `npm test`: every gate, whether or not an earlier one failed; the last line is `N passed, N failed`.
 * `node scripts/test.mjs --only static|unit|e2e` tries some of them.
 */
await runScript(async () => {
  const only = chosenKind(process.argv.slice(2));
  await prepare({});
  checkToolNode();
  const gates = GATES.filter(({ kind }) => only === undefined || kind === only);
  const counts = await tryTogether(gates.filter(({ alone }) => !alone));
  for (const gate of gates.filter(({ alone }) => alone)) counts.push(await tryGate(gate));
  const { passed, failed } = sum(counts);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});

/**
 * Tries as many gates at once as there are cores; each tells of itself when it is done.
 *
 * @param {readonly import('./lib/gates.mjs').Gate[]} gates
 * @returns {Promise<import('./lib/test-reports.mjs').Count[]>}
 */
async function tryTogether(gates) {
  const waiting = [...gates];
  /** @type {import('./lib/test-reports.mjs').Count[]} */
  const counts = [];
  const oneByOne = async () => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) {
      counts.push(await tryGate(gate));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, oneByOne));
  return counts;
}

/**
 * @param {import('./lib/gates.mjs').Gate} gate
 * @returns {Promise<import('./lib/test-reports.mjs').Count>}
 */
async function tryGate(gate) {
  const started = performance.now();
  const result = await gate.pass().catch((error) => ({ passed: 0, failed: 1, words: wordsOf(error) }));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const verdict = result.failed === 0 ? 'ok    ' : 'FAILED';
  const tests = result.passed + result.failed > 1 ? `, ${result.passed} passed, ${result.failed} failed` : '';
  process.stdout.write(`${verdict}  ${gate.name} (${seconds} s${tests})\n`);
  if (result.words) process.stdout.write(`${result.words.trimEnd()}\n\n`);
  return result;
}

/**
 * @param {unknown} error
 * @returns {string}
 */
function wordsOf(error) {
  if (error instanceof SetupError) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * @param {readonly string[]} words
 * @returns {string | undefined} undefined: all
 * @throws {SetupError} for anything but `--only` and a kind
 */
function chosenKind(words) {
  if (words.length === 0) return undefined;
  const [option, kind = ''] = words;
  if (option === '--only' && KINDS.includes(kind) && words.length === 2) return kind;
  throw new SetupError(`usage: node scripts/test.mjs [--only ${KINDS.join('|')}]`);
}
