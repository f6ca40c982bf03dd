import type { LitElement, ReactiveController } from 'lit';
import { onAdapterRegistered, resolvePort } from '../context/adapters.js';
import { isSet, mergePort, type PortName, type Ports, type PortSetting } from '../context/settings.js';
import { AfterwordError } from '../ports/errors.js';
import type { SettingsController } from './settings-controller.js';

export interface PortControllerOptions<N extends PortName> {
  name: N;
  settings: SettingsController;
  /** What the element's own attributes and properties say; stronger than the page's settings. */
  own: () => PortSetting<Ports[N]>;
  /** Called when the port became another one, or `undefined`. */
  onChange: (port: Ports[N] | undefined) => void;
  /** Called instead when a developer's port was made anew: what is asked goes on, what is asked next is asked of this one. */
  onSwap?: (port: Ports[N]) => void;
  /** Whether the page's own markup may name the backend where nothing else does; always by default, but for `newsletter`. */
  discovers?: () => boolean;
}

const GHOST = 'script[data-ghost],script[data-ghost-comments]';
/** Without any of these a page names no backend, and nothing is loaded to look closer. */
const HINTS = `link[rel="https://api.w.org/"],${GHOST}`;
const FEED_HINTS = `${HINTS},link[rel~="alternate"][type*="+"]`;

const isAuto = (setting: PortSetting<unknown> | undefined): boolean => setting?.provider === 'auto' && !setting.port;

/**
 * Turns the strongest setting into a port. `port` is absent while nothing is configured, while an adapter loads, and
 * when it cannot be had, which `error` then explains. An adapter that registers late is picked up.
 */
export class PortController<N extends PortName> implements ReactiveController {
  port: Ports[N] | undefined;
  error: AfterwordError | undefined;
  /** True when a provider, a source or a port object is named anywhere, or the page's own markup names its backend. */
  configured = false;
  readonly #host: LitElement;
  readonly #options: PortControllerOptions<N>;
  #resolved = '';
  #setting: PortSetting<Ports[N]> | undefined;
  #resolvedPort: Ports[N] | undefined;
  #run = 0;
  /** The page's markup was read, and names no backend. */
  #foundNothing = false;
  #unlisten: (() => void) | undefined;

  constructor(host: LitElement, options: PortControllerOptions<N>) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    this.#unlisten = onAdapterRegistered(() => {
      if (this.error?.code !== 'misconfigured') return;
      this.#resolved = '';
      this.#host.requestUpdate();
    });
  }

  hostDisconnected(): void {
    this.#unlisten?.();
  }

  /** Before each render, so that attribute, property and context changes need no wiring of their own. */
  hostUpdate(): void {
    const own = this.#options.own();
    const page = this.#options.settings.value[this.#options.name] as PortSetting<Ports[N]> | undefined;
    const setting = mergePort(page, own);
    this.#setting = setting;
    const discovers = !isSet(setting) && this.#discovers();
    this.configured = isSet(setting) || (discovers && !this.#foundNothing);
    const wanted = discovers
      ? 'auto'
      : this.configured
        ? JSON.stringify([setting?.provider, setting?.src, Boolean(setting?.getToken)])
        : 'none';
    if (wanted === this.#resolved && setting?.port === this.#resolvedPort) return;
    this.#resolved = wanted;
    this.#resolvedPort = setting?.port;
    this.error = undefined;
    const run = ++this.#run;
    if (discovers) {
      void this.#resolve({}, run, true);
    } else if (!setting || !this.configured) {
      this.#set(undefined);
    } else if (setting.port) {
      // A host that renders anew may make the same port again, each time.
      if (this.port && this.port.key === setting.port.key) {
        this.port = setting.port;
        this.#options.onSwap?.(setting.port);
      } else this.#set(setting.port);
    } else {
      void this.#resolve(setting, run, isAuto(setting));
    }
  }

  /** Tries again, after an adapter failed to load. */
  retry(): void {
    this.#resolved = '';
    this.#host.requestUpdate();
  }

  #discovers(): boolean {
    const { name, discovers = () => name !== 'newsletter' } = this.#options;
    const hints = name === 'articles' ? FEED_HINTS : HINTS;
    return discovers() && Boolean(document.documentElement.querySelector(hints));
  }

  async #resolve(setting: PortSetting<Ports[N]>, run: number, isDiscovered: boolean): Promise<void> {
    try {
      // A host that renders anew gives another function each time: the one in force is asked, the adapter stays.
      const { provider, src } = setting;
      const getToken = setting.getToken && (() => this.#setting?.getToken?.());
      const port = isDiscovered
        ? await this.#discover()
        : await resolvePort(this.#options.name, { provider, src, getToken }, document.baseURI);
      if (run !== this.#run) return;
      this.#foundNothing = !port;
      // Hosts look at it before their next `hostUpdate`.
      if (!port && !isSet(setting)) this.configured = false;
      if (!port && isAuto(setting))
        throw new AfterwordError('misconfigured', `this page names no backend for ${this.#options.name} that is known here`);
      this.#set(port);
    } catch (thrown) {
      if (run !== this.#run) return;
      this.error = AfterwordError.from(thrown);
      this.#set(undefined);
    }
    this.#host.requestUpdate();
  }

  async #discover(): Promise<Ports[N] | undefined> {
    const { portOfPage } = await import('../discovery/discover.js');
    return portOfPage(this.#options.name, this.#host, () => {
      this.#set(undefined);
      this.retry();
    });
  }

  #set(port: Ports[N] | undefined): void {
    const changed = port !== this.port;
    this.port = port;
    if (changed) this.#options.onChange(port);
  }
}
