import type { Words } from '../../controllers/words-controller.js';

export const relatedArticlesWords = {
  heading: 'You may also like',
  load: 'Load related articles',
} satisfies Words;
