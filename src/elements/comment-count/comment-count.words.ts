import type { Words } from '../../controllers/words-controller.js';

export const commentCountWords = {
  comments: { one: '{n} comment', other: '{n} comments' },
} satisfies Words;
