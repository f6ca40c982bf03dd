import type { Words } from '../../controllers/words-controller.js';

export const relatedArticlesWords = {
  heading: 'You may also like',
  sameTopic: 'Same topic: {topic}',
  readingTime: { one: '{n} min read', other: '{n} min read' },
  showMore: 'Show more',
  failed: 'Related articles could not be loaded.',
  offline: 'You seem to be offline, so related articles could not be loaded.',
  tryAgain: 'Try again',
} satisfies Words;
