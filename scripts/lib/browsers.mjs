import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Chromium refuses its sandbox to root, and without these flags it calls home at every start. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const MINI_BROWSERS = [
  '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/aarch64-linux-gnu/webkit2gtk-4.1/MiniBrowser',
  '/usr/lib/x86_64-linux-gnu/webkitgtk-6.0/MiniBrowser',
  '/usr/libexec/webkit2gtk-4.1/MiniBrowser',
];

function which(...names) {
  for (const name of names) {
    try {
      return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
    } catch {
      // the next name
    }
  }
  return undefined;
}

/** Paths of what the tests drive; a missing one is `undefined`. Each can be named by an environment variable. */
export function findBrowsers() {
  return {
    chromium: process.env.CHROMIUM_PATH ?? which('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'),
    firefox: process.env.FIREFOX_PATH ?? which('firefox-esr', 'firefox'),
    webkitDriver: process.env.WEBKIT_DRIVER_PATH ?? which('WebKitWebDriver'),
    miniBrowser: process.env.MINIBROWSER_PATH ?? MINI_BROWSERS.find(existsSync),
    xvfb: process.env.DISPLAY ? 'display' : which('Xvfb'),
  };
}

/** Paths of the old libraries whose pages the tests stand in for, as Debian packages them. */
export function findOldScripts() {
  const folder = process.env.OLD_SCRIPTS_PATH ?? '/usr/share/javascript';
  const find = (file) => [join(folder, file)].find(existsSync);
  return {
    prototype: find('prototype/prototype.js'),
    mootools: find('mootools/mootools.js'),
    mootoolsMore: find('mootools/mootools-more.js'),
  };
}
