import type { Words } from '../../controllers/words-controller.js';

export const didYouKnowWords = {
  fact: 'Did you know?',
  tip: 'Pro tip',
  previous: 'Previous',
  next: 'Next',
  position: '{n} of {total}',
  source: 'Source: {source}',
  load: 'Load',
  loading: 'Loading…',
  failed: 'This did not load.',
  retry: 'Try again',
} satisfies Words;
