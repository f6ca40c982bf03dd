import type { LitElement, ReactiveController } from 'lit';
import { onAdapterRegistered, resolvePort } from '../context/adapters.js';
import { isSet, type PortName, type Ports, type PortSetting } from '../context/settings.js';
import { AfterwordError } from '../ports/errors.js';
import type { SettingsController } from './settings-controller.js';

export interface PortControllerOptions<N extends PortName> {
  name: N;
  settings: SettingsController;
  /** What the element's own attributes and properties say; stronger than the page's settings. */
  own: () => PortSetting<Ports[N]>;
  /** Called when the port became another one, or `undefined`. */
  onChange: (port: Ports[N] | undefined) => void;
}

/**
 * Turns the strongest setting into a port. `port` is absent while nothing is configured, while an adapter loads, and
 * when it cannot be had, which `error` then explains. An adapter that registers late is picked up.
 */
export class PortController<N extends PortName> implements ReactiveController {
  port: Ports[N] | undefined;
  error: AfterwordError | undefined;
  /** True when a provider, a source or a port object is named anywhere. */
  configured = false;
  readonly #host: LitElement;
  readonly #options: PortControllerOptions<N>;
  #resolved = '';
  #resolvedPort: Ports[N] | undefined;
  #run = 0;
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
    const setting = (isSet(own) ? own : this.#options.settings.value[this.#options.name]) as PortSetting<Ports[N]> | undefined;
    this.configured = isSet(setting);
    const wanted = this.configured ? JSON.stringify([setting?.provider, setting?.src]) : 'none';
    if (wanted === this.#resolved && setting?.port === this.#resolvedPort) return;
    this.#resolved = wanted;
    this.#resolvedPort = setting?.port;
    this.error = undefined;
    const run = ++this.#run;
    if (!setting || !this.configured) {
      this.#set(undefined);
    } else if (setting.port) {
      this.#set(setting.port);
    } else {
      void this.#resolve(setting, run);
    }
  }

  /** Tries again, after an adapter failed to load. */
  retry(): void {
    this.#resolved = '';
    this.#host.requestUpdate();
  }

  async #resolve(setting: PortSetting<Ports[N]>, run: number): Promise<void> {
    try {
      const port = await resolvePort(this.#options.name, setting, document.baseURI);
      if (run === this.#run) this.#set(port);
    } catch (thrown) {
      if (run !== this.#run) return;
      this.error = AfterwordError.from(thrown);
      this.#set(undefined);
    }
    this.#host.requestUpdate();
  }

  #set(port: Ports[N] | undefined): void {
    const changed = port !== this.port;
    this.port = port;
    if (changed) this.#options.onChange(port);
  }
}
