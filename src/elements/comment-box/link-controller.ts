import type { LitElement, ReactiveController } from 'lit';
import { commentIdFromHash } from './comment-link.js';
import type { ThreadState } from './thread-state.js';

export interface LinkControllerOptions {
  thread: ThreadState;
  /** A link to a comment is a reason to load, wherever the element is on the page. */
  reveal: () => void;
  focus: (id: string) => Promise<HTMLElement | undefined>;
  onMissing: () => void;
}

/** Frames in which the place of a comment may still move, because rows above it get their real height. */
const SETTLE_FRAMES = 8;

/** Makes `#comment-…` arrive: loads what is not there, unfolds, focuses, scrolls and marks. */
export class LinkController implements ReactiveController {
  /** The comment the page's address leads to. */
  target: string | undefined;
  /** True when that comment does not exist. */
  isMissing = false;
  readonly #host: LitElement;
  readonly #options: LinkControllerOptions;

  constructor(host: LitElement, options: LinkControllerOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.follow);
    if (commentIdFromHash(location.hash) !== undefined) this.follow();
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.follow);
  }

  /** Goes where the address leads; called again when the list is there. */
  readonly follow = (): void => {
    const id = commentIdFromHash(location.hash);
    this.isMissing = false;
    if (id === undefined) this.target = undefined;
    this.#host.requestUpdate();
    if (id === undefined) return;
    this.#options.reveal();
    if (this.#options.thread.loaded) void this.#arrive(id);
  };

  async #arrive(id: string): Promise<void> {
    const { thread, focus, onMissing } = this.#options;
    const comment = await thread.find(id);
    if (commentIdFromHash(location.hash) !== id) return;
    if (!comment) {
      // Another conversation on the page may hold it.
      if (document.getElementsByTagName(this.#host.localName).length > 1) return;
      this.isMissing = true;
      this.#host.requestUpdate();
      onMissing();
      return;
    }
    thread.unfoldTo(id);
    this.target = id;
    const article = await focus(id);
    for (let frame = 0; article && frame < SETTLE_FRAMES; frame++) {
      article.scrollIntoView({ block: 'start' });
      await new Promise(requestAnimationFrame);
    }
  }
}
