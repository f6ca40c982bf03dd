import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { a11ySnapshotPlugin } from '@web/test-runner-commands/plugins';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { findBrowsers, CHROMIUM_FLAGS } from './scripts/lib/browsers.mjs';
import { demoPlugin } from './test/support/demo-plugin.mjs';
import { mediaPlugin } from './test/support/media-plugin.mjs';
import { pagePlugin } from './test/support/page-plugin.mjs';
import { resultsReporter } from './test/support/results-reporter.mjs';
import { webkitLauncher } from './test/support/webkit-launcher.mjs';

const paths = findBrowsers();

function firefoxLauncher() {
  const launcher = chromeLauncher({
    launchOptions: { browser: 'firefox', executablePath: paths.firefox, headless: true },
  });
  // The launcher drives Firefox over BiDi just as well, but reports it as Chrome.
  const initialize = launcher.initialize?.bind(launcher);
  launcher.name = 'Firefox';
  launcher.initialize = async (...args) => {
    await initialize?.(...args);
    launcher.name = 'Firefox';
  };
  // A page that lost its focus to a frame, which then went away, never gets it back: every test file has a page of its own.
  const stopSession = launcher.stopSession.bind(launcher);
  launcher.stopSession = async (id) => {
    const result = await stopSession(id);
    await launcher.inactivePages.pop()?.puppeteerPage.close();
    return result;
  };
  return launcher;
}

const LAUNCHERS = {
  chromium: () => chromeLauncher({ launchOptions: { executablePath: paths.chromium, args: CHROMIUM_FLAGS } }),
  firefox: firefoxLauncher,
  webkit: () => webkitLauncher(paths),
};

const pages = pagePlugin();

const wanted = (process.env.BROWSERS ?? 'chromium,firefox,webkit').split(',');

export default {
  rootDir: '.',
  // The corpus and its figures are read from files, which is for Node.
  files: [
    'test/{elements,controllers,adapters,content,relevance,context,embed}/**/*.test.ts',
    'test/enhance/!(corpus*).test.ts',
  ],
  nodeResolve: true,
  browsers: wanted.map((name) => LAUNCHERS[name]()),
  concurrentBrowsers: wanted.length,
  concurrency: 1,
  // A busy machine is no failure: only what never ends is.
  testFramework: { config: { timeout: 60_000 } },
  browserStartTimeout: 120_000,
  testsStartTimeout: 120_000,
  testsFinishTimeout: 400_000,
  middleware: [pages.middleware],
  plugins: [
    esbuildPlugin({ ts: true, tsconfig: 'tsconfig.json', target: 'es2022' }),
    a11ySnapshotPlugin(),
    mediaPlugin(),
    demoPlugin(),
    pages,
  ],
  filterBrowserLogs: ({ args }) => !String(args[0]).startsWith('Lit is in dev mode'),
  reporters: [defaultReporter({ reportTestResults: true, reportTestProgress: false }), resultsReporter()],
};
