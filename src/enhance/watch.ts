import { isElement } from './text.js';

/** Milliseconds without a change before what came is read; a page that never rests is read all the same. */
const QUIET = 250;
const LONGEST = 2000;
/** As long as a reading took, so many times as long it rests: reading itself works a sixth of its time. */
const REST = 4;
const OURS = 'article-faq, did-you-know, related-articles, comment-box, newsletter-signup, article-widgets';
const SILENT = 'script, style, link, meta, template';

/** Calls back when content came into the page: once it is quiet, and never so often that the page gets slow. */
export class Watcher {
  readonly #onContent: () => Promise<void>;
  readonly #observer = new MutationObserver((records) => this.#changed(records));
  #timer: ReturnType<typeof setTimeout> | undefined;
  #poll: ReturnType<typeof setInterval> | undefined;
  #since: number | undefined;
  #restsUntil = 0;
  #isReading = false;
  #isStopped = false;

  constructor(root: Node, onContent: () => Promise<void>) {
    this.#onContent = onContent;
    this.#observer.observe(root, { childList: true, subtree: true });
  }

  /** Reads again once that is so, which no change of the page tells. */
  later(isReady: () => boolean): void {
    this.#poll ??= setInterval(() => {
      if (!isReady()) return;
      this.#stopPolling();
      this.#schedule();
    }, LONGEST);
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopPolling();
    this.#observer.disconnect();
    clearTimeout(this.#timer);
  }

  /** Does something to the page that is not news. */
  ignore<T>(act: () => T): T {
    this.#changed(this.#observer.takeRecords());
    const result = act();
    this.#observer.takeRecords();
    return result;
  }

  #stopPolling(): void {
    clearInterval(this.#poll);
    this.#poll = undefined;
  }

  #changed(records: readonly MutationRecord[]): void {
    if (records.some(isNews)) this.#schedule();
  }

  #schedule(): void {
    const now = performance.now();
    this.#since ??= now;
    clearTimeout(this.#timer);
    const quiet = Math.min(now + QUIET, this.#since + LONGEST);
    this.#timer = setTimeout(() => void this.#read(), Math.max(quiet, this.#restsUntil) - now);
  }

  async #read(): Promise<void> {
    this.#since = undefined;
    // What comes meanwhile is looked at afterwards.
    if (this.#isReading) return this.#schedule();
    this.#isReading = true;
    const start = performance.now();
    await this.#onContent();
    const end = performance.now();
    this.#restsUntil = end + (end - start) * REST;
    this.#isReading = false;
    if (this.#isStopped) clearTimeout(this.#timer);
  }
}

function isNews({ target, addedNodes }: MutationRecord): boolean {
  if (!addedNodes.length || (isElement(target) && target.closest(OURS))) return false;
  return [...addedNodes].some((node) => {
    if (isElement(node)) return !node.matches(`${SILENT}, ${OURS}`) && node.textContent.trim() !== '';
    return node.nodeType === 3 && node.nodeValue!.trim() !== '';
  });
}
