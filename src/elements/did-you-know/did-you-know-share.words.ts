import type { Words } from '../../controllers/words-controller.js';

export const didYouKnowShareWords = {
  share: 'Share',
  copied: 'Link copied',
  notCopied: 'The link could not be copied',
} satisfies Words;
