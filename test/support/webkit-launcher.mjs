import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** WebDriver's code points for keys that type nothing (W3C WebDriver §17.4.2). */
const KEYS = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  Space: ' ',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};
const BUTTONS = { left: 0, middle: 1, right: 2 };

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/**
 * A Web Test Runner launcher for WebKitGTK through WebKitWebDriver. It starts an X server of its own where there is no
 * display, and has one window, so one test file at a time.
 */
export function webkitLauncher({ webkitDriver, miniBrowser }) {
  const urls = new Map();
  let driver, xServer, base, session, starting, config;

  async function call(method, path, body) {
    const response = await fetch(base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body ? JSON.stringify(body) : undefined,
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`WebDriver ${method} ${path}: ${value?.error} ${value?.message}`);
    return value;
  }
  const inSession = (method, path, body) => call(method, `/session/${session}${path}`, body);
  const keys = (...actions) => inSession('POST', '/actions', { actions: [{ type: 'key', id: 'keyboard', actions }] });
  const pointer = (...actions) =>
    inSession('POST', '/actions', {
      actions: [{ type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions }],
    });
  const keyOf = (key) => KEYS[key] ?? key;

  const page = {
    url: () => [...urls.values()][0],
    keyboard: {
      type: (text) =>
        keys(
          ...[...text].flatMap((value) => [
            { type: 'keyDown', value },
            { type: 'keyUp', value },
          ]),
        ),
      press: (combination) => {
        const values = combination.split('+').map(keyOf);
        return keys(
          ...values.map((value) => ({ type: 'keyDown', value })),
          ...values.reverse().map((value) => ({ type: 'keyUp', value })),
        );
      },
      down: (key) => keys({ type: 'keyDown', value: keyOf(key) }),
      up: (key) => keys({ type: 'keyUp', value: keyOf(key) }),
    },
    mouse: {
      move: (x, y) => pointer({ type: 'pointerMove', duration: 0, x, y }),
      down: ({ button = 'left' } = {}) => pointer({ type: 'pointerDown', button: BUTTONS[button] }),
      up: ({ button = 'left' } = {}) => pointer({ type: 'pointerUp', button: BUTTONS[button] }),
      click: (x, y, { button = 'left' } = {}) =>
        pointer(
          { type: 'pointerMove', duration: 0, x, y },
          { type: 'pointerDown', button: BUTTONS[button] },
          { type: 'pointerUp', button: BUTTONS[button] },
        ),
      reset: () => inSession('DELETE', '/actions'),
    },
    /** The window follows asynchronously and keeps a minimum width of 334 px. */
    async setViewport({ width, height }) {
      for (let attempt = 0; attempt < 3; attempt++) {
        const [w, h] = await inSession('POST', '/execute/sync', { script: 'return [innerWidth, innerHeight]', args: [] });
        if (w === width && h === height) return;
        const rect = await inSession('GET', '/window/rect');
        await inSession('POST', '/window/rect', { width: rect.width + width - w, height: rect.height + height - h });
        await wait(120);
      }
    },
    async emulateMediaFeatures() {
      throw new Error('WebKitGTK cannot change media features while it runs');
    },
    async screenshot() {
      return Buffer.from(await inSession('GET', '/screenshot'), 'base64');
    },
  };

  async function start() {
    const env = { ...process.env, NO_AT_BRIDGE: '1', GDK_BACKEND: 'x11' };
    if (!env.DISPLAY) {
      xServer = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
        stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
      });
      env.DISPLAY = await new Promise((resolve, reject) => {
        xServer.stdio[3].once('data', (display) => resolve(`:${String(display).trim()}`));
        xServer.once('error', reject);
        xServer.once('exit', (code) => reject(new Error(`Xvfb exited with ${code}`)));
      });
    }
    const port = await freePort();
    driver = spawn(webkitDriver, [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
    base = `http://127.0.0.1:${port}`;
    for (let attempt = 0; ; attempt++) {
      try {
        await call('GET', '/status');
        break;
      } catch (error) {
        if (attempt > 200) throw error;
        await wait(50);
      }
    }
    const capabilities = {
      alwaysMatch: { 'webkitgtk:browserOptions': { binary: miniBrowser, args: ['--automation', '--full-screen'] } },
    };
    ({ sessionId: session } = await call('POST', '/session', { capabilities }));
  }

  function kill() {
    driver?.kill();
    xServer?.kill();
  }

  return {
    name: 'WebKit',
    type: 'puppeteer',
    concurrency: 1,
    initialize(runnerConfig) {
      config = runnerConfig;
      process.on('exit', kill);
    },
    getPage: () => page,
    async startSession(id, url) {
      await (starting ??= start());
      urls.set(id, url);
      await inSession('POST', '/url', { url });
    },
    isActive: (id) => urls.has(id),
    getBrowserUrl: () => inSession('GET', '/url'),
    async stopSession(id) {
      const testCoverage = config.coverage
        ? await inSession('POST', '/execute/sync', { script: 'return window.__coverage__', args: [] })
        : undefined;
      await inSession('POST', '/url', { url: 'about:blank' });
      urls.delete(id);
      return { testCoverage: testCoverage ?? undefined };
    },
    async startDebugSession() {
      throw new Error('WebKitGTK has no debug session');
    },
    async stop() {
      try {
        if (session) await call('DELETE', `/session/${session}`);
      } finally {
        kill();
      }
    },
  };
}
