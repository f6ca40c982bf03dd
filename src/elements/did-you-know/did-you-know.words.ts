import type { Words } from '../../controllers/words-controller.js';

export const didYouKnowWords = {
  fact: 'Did you know?',
  tip: 'Pro tip',
  previous: 'Previous',
  next: 'Next',
  position: '{n} of {total}',
  announce: '{n} of {total}: {text}',
  source: 'Source: {source}',
  sourceLink: 'Source',
  loading: 'Loading…',
  offline: 'This did not load. Check your connection and try again.',
  failed: 'This did not load.',
  retry: 'Try again',
} satisfies Words;
