/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 */

/**
 * Counts what vitest's JSON report says. A file that could not be loaded, and a failure outside any test, count as one
 * failure each: a run that went wrong never adds up to success.
 *
 * @param {unknown} report parsed report, undefined when there is none
 * @param {number} exitCode of vitest
 * @returns {Count}
 */
export function countVitest(report, exitCode) {
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = record(report);
  const files = Array.isArray(testResults) ? testResults.map(record) : [];
  const unloaded = files.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !(Array.isArray(assertionResults) && assertionResults.some(isFailed)),
  ).length;
  return settled({ passed: whole(numPassedTests), failed: whole(numFailedTests) + unloaded }, exitCode);
}

/**
 * Counts what playwright's JSON report says; a test that passed only on a second try counts as passed, since the
 * configuration allows none.
 *
 * @param {unknown} report parsed report, undefined when there is none
 * @param {number} exitCode of playwright
 * @returns {Count}
 */
export function countPlaywright(report, exitCode) {
  const { stats, errors = [] } = record(report);
  const { expected = 0, unexpected = 0, flaky = 0 } = record(stats);
  const outside = Array.isArray(errors) ? errors.length : 0;
  return settled({ passed: whole(expected) + whole(flaky), failed: whole(unexpected) + outside }, exitCode);
}

/**
 * @param {readonly Count[]} counts
 * @returns {Count}
 */
export function sum(counts) {
  return {
    passed: counts.reduce((total, { passed }) => total + passed, 0),
    failed: counts.reduce((total, { failed }) => total + failed, 0),
  };
}

/**
 * @param {Count} count
 * @param {number} exitCode
 * @returns {Count} with one failure when the program failed and no test says so
 */
function settled(count, exitCode) {
  return exitCode !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

/**
 * @param {unknown} value
 * @returns {Record<string, unknown>}
 */
function record(value) {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/**
 * @param {unknown} value
 * @returns {number}
 */
function whole(value) {
  return typeof value === 'number' && Number.isInteger(value) ? value : 0;
}

/**
 * @param {unknown} assertion
 * @returns {boolean}
 */
function isFailed(assertion) {
  return record(assertion)['status'] === 'failed';
}
