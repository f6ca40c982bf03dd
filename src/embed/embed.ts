import { cameAt } from '../context/places.js';
import { readEnhance, readScriptSettings } from './script-settings.js';
import { placeEmpty, showEmpty } from './show-empty.js';

/** What each tag loads. A part brings the element, its words in every language and the adapters of its port. */
const PARTS: Readonly<Record<string, () => Promise<unknown>>> = {
  'article-widgets': () => import('./parts/article-widgets.js'),
  'article-faq': () => import('./parts/article-faq.js'),
  'did-you-know': () => import('./parts/did-you-know.js'),
  'related-articles': () => import('./parts/related-articles.js'),
  'comment-box': () => import('./parts/comment-box.js'),
  'comment-count': () => import('./parts/comment-count.js'),
  'newsletter-signup': () => import('./parts/newsletter-signup.js'),
};

const HAS_BACKEND = /^(comment|newsletter|related)-/;

/** The files that parts import, asked for with the first of them and not after it has come. */
async function loadFoundation(tag: string): Promise<void> {
  try {
    await Promise.all([import('../elements/define.js'), HAS_BACKEND.test(tag) && import('../context/adapters.js')]);
  } catch {
    // Then the part does not come either, and says so.
  }
}

const observers = new Map<string, IntersectionObserver>();
const loading = new Set<string>();
const told = new Set<string>();
let frame = 0;

/** A screen ahead, so that the element is there when the reader is; elements wait with their requests by the same measure. */
const REACH = '600px';

async function load(tag: string): Promise<void> {
  if (loading.has(tag)) return;
  loading.add(tag);
  void loadFoundation(tag);
  try {
    await PARTS[tag]!();
    observers.get(tag)?.disconnect();
  } catch (cause) {
    // Tried again when an element of this tag next comes near, the reader returns or the network does.
    loading.delete(tag);
    if (told.has(tag)) return;
    told.add(tag);
    console.warn(`Afterword could not load <${tag}>; the page’s own content stays`, cause);
  }
}

/** It draws nothing and others depend on it, or a link leads into it. */
function isUrgent(tag: string): boolean {
  const { hash } = location;
  return (
    tag === 'article-widgets' ||
    (tag === 'comment-box' && hash.startsWith('#comment-')) ||
    (tag === 'article-faq' && hash.length > 1)
  );
}

function observer(tag: string): IntersectionObserver {
  const created = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) void load(tag);
        // An element that has no box until it is defined (a page’s own cloak, `display: contents`) is as near as its parent.
        else if (/^(none|contents)$/.test(getComputedStyle(target).display) && target.parentElement) {
          showEmpty();
          created.observe(target.parentElement);
        }
      }
    },
    { rootMargin: REACH },
  );
  observers.set(tag, created);
  return created;
}

/** Looks at what is on the page and not defined yet. */
function scan(): void {
  frame = 0;
  void enhance();
  const waiting = Object.keys(PARTS).filter((tag) => !loading.has(tag));
  if (!waiting.length) return;
  const selector = waiting.map((tag) => `${tag}:not(:defined)`).join();
  // Not of the document, whose methods an `<img name>` of the page can shadow.
  for (const element of document.documentElement.querySelectorAll(selector)) {
    const tag = element.localName;
    cameAt(element);
    // One that goes to the middle of the text must be there before the reader is.
    if (isUrgent(tag) || element.getAttribute('placement') === 'auto') void load(tag);
    else (observers.get(tag) ?? observer(tag)).observe(element);
  }
}

/** A failed part gets another chance: observing anew reports at once what is near. */
function again(): void {
  for (const created of observers.values()) created.disconnect();
  observers.clear();
  loading.delete('enhance');
  scan();
}

/** Plain articles, whose questions, facts, lists and forms become elements in place. */
async function enhance(): Promise<void> {
  const asked = readEnhance(import.meta.url);
  if (!asked || loading.has('enhance')) return;
  loading.add('enhance');
  try {
    const { enhancePage } = await import('./parts/enhance.js');
    void enhancePage(asked);
  } catch (cause) {
    console.warn('Afterword could not load what enhances this page, which stays as it is', cause);
  }
}

placeEmpty();
readScriptSettings(import.meta.url);
scan();
new MutationObserver(() => (frame ||= requestAnimationFrame(scan))).observe(document, { childList: true, subtree: true });
addEventListener('hashchange', scan);
addEventListener('online', again);
document.addEventListener('visibilitychange', again);
