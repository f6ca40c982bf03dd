/**
 * The `media` command: emulates media features (`prefers-color-scheme`, `forced-colors`, `prefers-reduced-motion`, `media`
 * type) in Chromium through DevTools. Other engines cannot while they run; see engines.ts.
 */
export function mediaPlugin() {
  // One session for each page: Chromium lets a session take back only the forced colours that it has set itself, and a page
  // is used for one test file after another.
  const sessions = new WeakMap();
  return {
    name: 'media',
    async executeCommand({ command, payload, session }) {
      if (command !== 'media') return undefined;
      if (session.browser.name !== 'Chrome') return false;
      const page = session.browser.getPage(session.id);
      if (!sessions.has(page)) sessions.set(page, page.createCDPSession());
      const devtools = await sessions.get(page);
      const { media = '', ...features } = payload ?? {};
      await devtools.send('Emulation.setEmulatedMedia', {
        media,
        features: Object.entries(features).map(([name, value]) => ({ name, value })),
      });
      return true;
    },
  };
}
