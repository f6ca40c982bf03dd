import type { LitElement, ReactiveController } from 'lit';
import { linkedId } from './comment-href.js';
import type { Conversation } from './conversation.js';

/** Frames in which the place of a comment may still move, because rows above it get their real height. */
const SETTLE_FRAMES = 8;

/** Makes `#comment-…` arrive: loads what is not there, unfolds, focuses, scrolls and marks. */
export class LinkController implements ReactiveController {
  /** True when the linked comment does not exist. */
  isMissing = false;
  readonly #host: LitElement;
  readonly #talk: Conversation;
  /** A link to a comment is a reason to load, wherever the element is on the page. */
  readonly #reveal: () => void;

  constructor(host: LitElement, talk: Conversation, reveal: () => void) {
    this.#host = host;
    this.#talk = talk;
    this.#reveal = reveal;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('hashchange', this.follow);
    this.follow();
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.follow);
  }

  /** Goes where the address leads; called again when the list is there. */
  readonly follow = async (): Promise<void> => {
    const talk = this.#talk;
    const id = linkedId();
    this.isMissing = false;
    talk.mark(undefined);
    if (id === undefined) return;
    this.#reveal();
    if (!talk.loaded) return;
    const comment = await talk.find(id);
    if (linkedId() !== id) return;
    if (!comment) {
      const own = this.#host.querySelector(`#comment-${CSS.escape(id)}`);
      if (own?.checkVisibility()) {
        own.scrollIntoView();
        return;
      }
      // Another conversation on the page may hold it.
      this.isMissing = document.getElementsByTagName(this.#host.localName).length < 2;
      if (this.isMissing) talk.say('notThere');
      this.#host.requestUpdate();
      return;
    }
    talk.mark(id);
    const article = await talk.focus(id);
    for (let frame = 0; article && frame < SETTLE_FRAMES; frame++) {
      article.scrollIntoView({ block: 'start' });
      await new Promise(requestAnimationFrame);
    }
  };
}
