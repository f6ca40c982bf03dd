import type { LitElement, ReactiveController } from 'lit';
import type { CommentsPort } from '../../ports/comments.js';
import { MANY, type Conversation } from './conversation.js';

/** Milliseconds between two looks at the clock and at what others wrote. */
const TICK = 60_000;
/** Milliseconds in which what the list said still holds. */
const JUST_NOW = 1000;
/** Milliseconds after which one's own comment is counted, when the backend says that there is a new one. */
const OWN_IS_COUNTED = 1000;
/** A screen around what the reader sees: further away a conversation is not followed. Browsers hold six connections to a host. */
const NEAR = '600px';

/**
 * Follows a conversation while there is somebody to see it: lets relative times go on, and hears whether others wrote, from the
 * backend's events or by asking. What is being read does not move. Hidden tabs, and conversations that nobody is near, run no timers
 * and hold no connection.
 */
export class LiveController implements ReactiveController {
  readonly #host: LitElement;
  readonly #talk: Conversation;
  /** How many comments others wrote since, as far as anybody said. */
  fresh = 0;
  #timer: ReturnType<typeof setInterval> | undefined;
  #watching: AbortController | undefined;
  #isNear = false;
  readonly #place = new IntersectionObserver(
    (entries) => {
      this.#isNear = entries.at(-1)!.isIntersecting;
      this.#attend();
    },
    { rootMargin: NEAR },
  );
  /** Groups of rows that are on the screen, and what "now" is in a group: in a long list times go on only where they are seen. */
  readonly #seen = new Set<number>();
  readonly #now = new Map<number, number>();
  /** Groups that were on the screen; none where the browser does not say. */
  readonly #reached = new Set<number>();

  constructor(host: LitElement, talk: Conversation) {
    this.#host = host;
    this.#talk = talk;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#attend);
    this.#place.observe(this.#host);
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#attend);
    this.#place.disconnect();
    this.#isNear = false;
    this.#attend();
  }

  /** A list arrived: nothing is newer, and from now on there is something to follow. */
  restart(): void {
    this.fresh = 0;
    this.#attend();
  }

  /** Milliseconds since the epoch: what relative times in a group of rows are relative to. */
  nowIn(group: number): number {
    return this.#now.get(group) ?? this.#talk.arrivedAt;
  }

  /** Whether a group of rows is on the screen. */
  see(group: number, isSeen: boolean): void {
    this.#seen[isSeen ? 'add' : 'delete'](group);
    if (!isSeen) return;
    if (!this.hasButtons(group)) this.#host.requestUpdate();
    this.#reached.add(group);
  }

  /** Whether what a reader can do is drawn in a group of rows: a browser looks at every button of a page at each key. */
  hasButtons(group: number): boolean {
    return this.#talk.comments.length < MANY || !this.#reached.size || this.#reached.has(group);
  }

  readonly #attend = (): void => {
    clearInterval(this.#timer);
    this.#watching?.abort();
    this.#watching = undefined;
    if (!this.#isNear || document.hidden || !this.#talk.loaded) return;
    this.#timer = setInterval(this.#tick, TICK);
    this.#tick();
  };

  readonly #tick = (): void => {
    const talk = this.#talk;
    const host = this.#host;
    const now = Date.now();
    for (const group of talk.isLong ? this.#seen : talk.groups.map(({ key }) => key)) this.#now.set(group, now);
    host.requestUpdate();
    if (this.#watching) return;
    if (talk.info.live && talk.port?.watch) void this.#watch(talk.port);
    // Right after the list nobody need be asked.
    else if (now > talk.arrivedAt + JUST_NOW) void talk.count().then((count) => this.#hear(count));
  };

  async #watch(port: CommentsPort): Promise<void> {
    const talk = this.#talk;
    const { signal } = (this.#watching = new AbortController());
    const hear = (total: number): void => {
      // Not while one's own is on its way, of which this may be the news.
      void talk.posting.then(() => setTimeout(() => signal.aborted || this.#hear(total), OWN_IS_COUNTED));
    };
    try {
      await port.watch!(talk.page, hear, signal);
    } catch {
      // It was the reader who went away.
      if (signal.aborted) return;
      // The backend is asked from now on.
      talk.info = { ...talk.info, live: false };
      this.#watching = undefined;
    }
  }

  #hear(total: number | undefined): void {
    // Against what is shown at that moment: what this reader posts or deletes later is no news.
    if (total !== undefined) this.fresh = total - (this.#talk.total ?? Infinity);
    this.#host.requestUpdate();
  }
}
