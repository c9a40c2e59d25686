import { describe, expect, it } from 'vitest';
import { countPlaywright, countVitest, sum } from '#scripts/lib/test-reports.mjs';

describe('countVitest', () => {
  it('takes the counts of a run that went well', () => {
    const report = {
      numPassedTests: 12,
      numFailedTests: 0,
      testResults: [{ status: 'passed', assertionResults: [] }],
    };
    expect(countVitest(report, 0)).toEqual({ passed: 12, failed: 0 });
  });

  it('counts a file that could not be loaded once, and one with failed tests not again', () => {
    const report = {
      numPassedTests: 3,
      numFailedTests: 2,
      testResults: [
        { status: 'failed', assertionResults: [{ status: 'failed' }, { status: 'failed' }] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(countVitest(report, 1)).toEqual({ passed: 3, failed: 3 });
  });

  it('never calls a failed run a success: no report, or an error outside any test', () => {
    expect(countVitest(undefined, 1)).toEqual({ passed: 0, failed: 1 });
    expect(countVitest({ numPassedTests: 5, numFailedTests: 0, testResults: [] }, 1)).toEqual({
      passed: 5,
      failed: 1,
    });
  });
});

describe('countPlaywright', () => {
  it('counts expected, unexpected and errors outside specs; skipped ones are neither', () => {
    const stats = { expected: 4, unexpected: 1, flaky: 0, skipped: 2 };
    expect(countPlaywright({ stats, errors: [{}] }, 1)).toEqual({ passed: 4, failed: 2 });
  });

  it('is nothing where there are no specs, and one failure where the program failed', () => {
    expect(countPlaywright({ stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [] }, 0)).toEqual({
      passed: 0,
      failed: 0,
    });
    expect(countPlaywright(undefined, 1)).toEqual({ passed: 0, failed: 1 });
  });
});

describe('sum', () => {
  it('adds up', () => {
    expect(
      sum([
        { passed: 1, failed: 0 },
        { passed: 10, failed: 2 },
      ]),
    ).toEqual({ passed: 11, failed: 2 });
    expect(sum([])).toEqual({ passed: 0, failed: 0 });
  });
});
