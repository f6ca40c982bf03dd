import type { Words } from '../../controllers/words-controller.js';

export const articleFaqWords = {
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  copyLink: 'Copy link to “{question}”',
  linkCopied: 'Link copied',
  filterLabel: 'Search these questions',
  filterCount: { one: '{n} question found', other: '{n} questions found' },
} satisfies Words;
