import type { Words } from '../../controllers/words-controller.js';

/** What is said once articles were looked for. */
export const relatedArticlesShelfWords = {
  sameTopic: 'Same topic: {topic}',
  readingTime: { one: '{n} min read', other: '{n} min read' },
  sponsored: 'Sponsored',
  moreFrom: 'More from {section}',
  showMore: 'Show more',
  failed: 'Related articles could not be loaded.',
  offline: 'You seem to be offline, so related articles could not be loaded.',
  tryAgain: 'Try again',
} satisfies Words;
