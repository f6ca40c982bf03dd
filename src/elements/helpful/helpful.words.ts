import type { Words } from '../../controllers/words-controller.js';

export const helpfulWords = {
  question: 'Was this helpful?',
  yes: 'Yes',
  no: 'No',
  thanks: 'Thank you.',
  failed: 'That could not be sent.',
} satisfies Words;
