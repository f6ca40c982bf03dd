import type { LitElement, ReactiveController } from 'lit';
import type { Draft, DraftKey, DraftStore } from '../../content/drafts.js';

/** Milliseconds between the last key and the draft being kept. */
const PAUSE = 300;

/** Keeps what is being written: after a short pause, when the page is left, and when the form is taken away. */
export class DraftKeeper implements ReactiveController {
  /** False when this browser keeps nothing beyond the page. */
  kept = true;
  readonly #host: LitElement;
  readonly #store: DraftStore;
  readonly #draft: () => { key: DraftKey; draft: Draft; isEmpty: boolean } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isDirty = false;

  constructor(host: LitElement, store: DraftStore, draft: () => { key: DraftKey; draft: Draft; isEmpty: boolean } | undefined) {
    this.#host = host;
    this.#store = store;
    this.#draft = draft;
    host.addController(this);
  }

  hostConnected(): void {
    // Not `unload` or `beforeunload`: they would keep the page out of the back/forward cache.
    window.addEventListener('pagehide', this.flush);
    document.addEventListener('visibilitychange', this.flush);
  }

  hostDisconnected(): void {
    this.flush();
    window.removeEventListener('pagehide', this.flush);
    document.removeEventListener('visibilitychange', this.flush);
  }

  load(key: DraftKey): Draft | undefined {
    return this.#store.load(key);
  }

  changed(): void {
    this.#isDirty = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.flush, PAUSE);
  }

  /** Keeps it now. Only what was changed here is written, so that another tab's draft is left alone. */
  readonly flush = (): void => {
    clearTimeout(this.#timer);
    if (!this.#isDirty) return;
    this.#isDirty = false;
    const current = this.#draft();
    if (!current) return;
    const { key, draft, isEmpty } = current;
    if (isEmpty) {
      this.forget(key, draft.commentId);
      return;
    }
    const kept = this.#store.save(key, draft);
    if (kept === this.kept) return;
    this.kept = kept;
    this.#host.requestUpdate();
  };

  /** Keeps it now, whatever changed. */
  keep(): void {
    this.#isDirty = true;
    this.flush();
  }

  /** Forgets the draft of one composed comment; a draft that another tab keeps under the same key stays. */
  forget(key: DraftKey, commentId: string): void {
    this.#isDirty = false;
    clearTimeout(this.#timer);
    if (this.#store.load(key)?.commentId === commentId) this.#store.clear(key);
  }
}
