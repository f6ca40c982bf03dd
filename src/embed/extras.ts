/**
 * What the all-in-one file leaves out, because few pages switch it on or few readers come to it: `cdn/extras.js` lies beside that
 * file and is loaded by it when a page or a reader asks. An element works without what cannot be had.
 */
export { fromSrc as articlesFeed } from '../adapters/articles/feed.js';
export { fromSrc as commentsInMemory } from '../adapters/comments/memory.js';
export { loadFacts } from '../adapters/facts.js';
export { feedback } from '../adapters/feedback.js';
export { fromSrc as newsletterInMemory } from '../adapters/newsletter/memory.js';
export { inboxOf, readableAddress, suggestAddress } from '../content/email.js';
export { portOfPage } from '../discovery/discover.js';
export { helpfulAnswers } from '../elements/article-faq/helpful-answers.js';
export { history } from '../elements/article-faq/history.js';
export { search } from '../elements/article-faq/search.js';
export { structuredData } from '../elements/article-faq/structured-data.js';
export { describe } from '../elements/comment-box/structured-data.js';
export { helpfulFacts } from '../elements/did-you-know/helpful-facts.js';
export { loadedPool } from '../elements/did-you-know/loaded-pool.js';
export { share } from '../elements/did-you-know/share.js';
export { advice } from '../elements/newsletter-signup/advice.js';
export { placement } from '../elements/newsletter-signup/placement.js';
export { pageLinks, sectionLink } from '../elements/related-articles/last-resort.js';
