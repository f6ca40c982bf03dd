import type { LitElement } from 'lit';
import { tellDeveloper } from './console.js';
import { inTime } from './in-time.js';

/** How each feature of an element is loaded and made; what is made of it may use `A`, the inside of the element. */
export type FeatureLoaders<A, F> = { readonly [K in keyof F]: () => Promise<(access: A) => F[K]> };

/**
 * What only some pages switch on. Each feature is a file of its own, which is loaded when the element first wants it; an
 * element works without those that cannot be had, and asks again when the network is back, or on {@link FeatureController.retry}.
 */
export class FeatureController<A, F extends object> {
  readonly #host: LitElement;
  readonly #access: A;
  readonly #loaders: () => FeatureLoaders<A, F> | undefined;
  /** Those that were asked for. */
  readonly #made: Partial<{ [K in keyof F]: F[K] | null | undefined }> = {};

  /** `loaders` is asked late, because `define/` says it after the class was made. */
  constructor(host: LitElement, access: A, loaders: () => FeatureLoaders<A, F> | undefined) {
    this.#host = host;
    this.#access = access;
    this.#loaders = loaders;
  }

  /** The feature where it is wanted; `undefined` while it loads, `null` when it cannot be had. */
  get<K extends keyof F & string>(name: K, isWanted: unknown): F[K] | null | undefined {
    if (!isWanted) return undefined;
    if (!(name in this.#made)) {
      this.#made[name] = undefined;
      void this.#load(name);
    }
    return this.#made[name];
  }

  /** Asks again for what could not be had. */
  retry(name: keyof F & string): void {
    if (this.#made[name] !== null) return;
    this.#made[name] = undefined;
    void this.#load(name);
    this.#host.requestUpdate();
  }

  async #load<K extends keyof F & string>(name: K): Promise<void> {
    try {
      this.#made[name] = (await inTime(this.#loaders()![name](), () => new Error('it hangs')))(this.#access);
    } catch (cause) {
      this.#made[name] = null;
      tellDeveloper(this.#host, `works without "${name}", which did not load`, cause);
      addEventListener('online', () => this.retry(name), { once: true });
    }
    this.#host.requestUpdate();
  }
}
