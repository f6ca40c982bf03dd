import type { Words } from '../../controllers/words-controller.js';

export const articleFaqWords = {
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  copyLink: 'Copy link to “{question}”',
  linkCopied: 'Link copied',
  linkNotCopied: 'The link could not be copied. It is now in the address bar.',
  filterLabel: 'Search these questions',
  filterCount: { one: '{n} question found', other: '{n} questions found' },
  filterNone: 'No question matches. Try another word.',
} satisfies Words;
