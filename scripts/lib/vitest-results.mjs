const firstLine = (message = '') => message.split('\n', 1)[0];

/**
 * What a JSON report of Vitest says: how many tests passed and failed, the rows of the fault matrix they prove, and in `broken`
 * each failed test with the first line of why. A test that did not run has failed, and so has a file that did not load.
 */
export function readVitest({ numPassedTests, numTotalTests, testResults }, runner) {
  const unloaded = testResults.filter((file) => file.status === 'failed' && !file.assertionResults.length);
  const tests = testResults.flatMap((file) => file.assertionResults);
  return {
    passed: numPassedTests,
    failed: numTotalTests - numPassedTests + unloaded.length,
    rows: tests.map(({ fullName, status }) => ({ title: fullName, runner, passed: status === 'passed' })),
    broken: [
      ...unloaded.map(({ name, message }) => `${name}: ${firstLine(message)}`),
      ...tests
        .filter(({ status }) => status !== 'passed')
        .map(({ fullName, failureMessages }) => `${fullName}: ${firstLine(failureMessages?.[0])}`),
    ],
  };
}
