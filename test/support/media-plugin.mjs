/**
 * The `media` command: emulates media features (`prefers-color-scheme`, `forced-colors`, `prefers-reduced-motion`, `media`
 * type) in Chromium through DevTools. Other engines cannot while they run; see engines.ts.
 */
export function mediaPlugin() {
  return {
    name: 'media',
    async executeCommand({ command, payload, session }) {
      if (command !== 'media') return undefined;
      if (session.browser.name !== 'Chrome') return false;
      const devtools = await session.browser.getPage(session.id).createCDPSession();
      const { media = '', ...features } = payload ?? {};
      await devtools.send('Emulation.setEmulatedMedia', {
        media,
        features: Object.entries(features).map(([name, value]) => ({ name, value })),
      });
      return true;
    },
  };
}
