import type { Words } from '../../controllers/words-controller.js';

export const newsletterSignupAdviceWords = {
  consent: 'I want to get this newsletter by e-mail.',
} satisfies Words;
