import { answered } from '../controllers/answered.js';
import { AfterwordError } from '../ports/errors.js';
import type { GetToken } from '../ports/comments.js';
import type { PortName, Ports, PortSetting } from './settings.js';

/**
 * Makes an adapter from the one URL of a `src` attribute, and for comments from the publisher's own login where there is one;
 * throws `misconfigured` when an option is missing or wrong.
 */
export type FromSrc<P> = (src: URL, getToken?: GetToken) => P;
type Loader = () => FromSrc<unknown> | Promise<FromSrc<unknown>>;

interface Registry {
  loaders: Map<string, Loader>;
  listeners: Set<() => void>;
}

const REGISTRY = Symbol.for('afterword.adapters');

function registry(): Registry {
  return ((globalThis as { [REGISTRY]?: Registry })[REGISTRY] ??= { loaders: new Map(), listeners: new Set() });
}

/**
 * Makes an adapter known under the name a `provider` attribute uses. The loader runs when the name is first needed, so
 * that a page downloads only the adapters it names. A second registration of a name is ignored: the first copy of the
 * library on a page wins.
 */
export function registerAdapter<N extends PortName>(
  port: N,
  name: string,
  load: () => FromSrc<Ports[N]> | Promise<FromSrc<Ports[N]>>,
): void {
  const { loaders, listeners } = registry();
  const key = `${port}/${name}`;
  if (loaders.has(key)) return;
  loaders.set(key, load);
  for (const listener of [...listeners]) listener();
}

/** Calls back whenever another adapter becomes known; answers the function that stops it. */
export function onAdapterRegistered(listener: () => void): () => void {
  const { listeners } = registry();
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether an adapter of that name can be had on this page. */
export function knowsAdapter(port: PortName, name: string): boolean {
  return registry().loaders.has(`${port}/${name}`);
}

const DEFAULT_PROVIDER: Readonly<Record<PortName, string>> = {
  comments: 'rest',
  newsletter: 'rest',
  articles: 'feed',
};

/**
 * The port a setting names. Rejects with `misconfigured` when no such adapter is known (yet: see
 * {@link onAdapterRegistered}) or its `src` is not a URL. `base` is the address relative sources resolve against.
 */
export async function resolvePort<N extends PortName>(
  port: N,
  setting: PortSetting<Ports[N]>,
  base: string,
): Promise<Ports[N]> {
  if (setting.port) return setting.port;
  const provider = setting.provider || DEFAULT_PROVIDER[port];
  const load = registry().loaders.get(`${port}/${provider}`);
  if (!load) {
    const known = [...registry().loaders.keys()].filter((key) => key.startsWith(port)).map((key) => key.split('/')[1]);
    throw new AfterwordError(
      'misconfigured',
      `no ${port} adapter named "${provider}" is registered on this page, only ${known.join(', ')}`,
    );
  }
  let src: URL;
  try {
    // Nothing can be resolved against a page at `data:` or `about:`, not even nothing.
    src = new URL(setting.src || base.replace(/#.*/, ''), base);
  } catch (cause) {
    throw new AfterwordError('misconfigured', `"${setting.src}" is not a URL the ${port} adapter "${provider}" can use`, {
      cause,
    });
  }
  let fromSrc: FromSrc<unknown>;
  try {
    fromSrc = await answered(Promise.resolve(load()));
  } catch (cause) {
    throw new AfterwordError('offline', `the ${port} adapter "${provider}" could not be loaded`, { cause });
  }
  return fromSrc(src, setting.getToken) as Ports[N];
}
