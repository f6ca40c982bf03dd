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
  /** The fragment that was followed last. */
  #followed: string | undefined;
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
    window.addEventListener('click', this.#followAgain);
    // An element that is moved does not take its reader along.
    if (this.#followed !== location.hash) void this.follow();
  }

  hostDisconnected(): void {
    window.removeEventListener('hashchange', this.follow);
    window.removeEventListener('click', this.#followAgain);
  }

  /** Goes where the address leads; called again when the list is there. */
  readonly follow = async (): Promise<void> => {
    const talk = this.#talk;
    const id = linkedId();
    this.#followed = location.hash;
    this.isMissing = false;
    talk.mark(undefined);
    if (id === undefined) return;
    this.#reveal();
    if (!talk.loaded) return;
    const comment = await talk.findOrTell(id);
    if (linkedId() !== id || comment === null) return;
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
    for (let at: Element | null = this.#host; at; at = at.parentElement) if (at instanceof HTMLDetailsElement) at.open = true;
    talk.mark(id);
    const article = await talk.focus(id);
    for (let frame = 0; article && frame < SETTLE_FRAMES && linkedId() === id; frame++) {
      article.scrollIntoView({ block: 'start' });
      await new Promise(requestAnimationFrame);
    }
    if (article && linkedId() === id) comeOut(article, this.#host);
  };

  /** The link to where the page is already changes nothing that a browser tells of. */
  readonly #followAgain = (event: Event): void => {
    const link = event.composedPath().find((at) => at instanceof HTMLAnchorElement);
    if (link?.hash && link.href === location.href && !event.defaultPrevented) void this.follow();
  };
}

/** From under what the page keeps at the top of the screen, higher than the margin of a comment. */
function comeOut(article: Element, host: Element): void {
  const { left, top, width } = article.getBoundingClientRect();
  let at = document.elementFromPoint(left + width / 2, top + 1);
  while (at && !/fixed|sticky/.test(getComputedStyle(at).position)) at = at.parentElement;
  const cover = at && !at.contains(host) ? at.getBoundingClientRect().bottom : top;
  if (cover > top && cover < innerHeight / 2) scrollBy({ top: Math.floor(top - cover), behavior: 'instant' });
}
