import type { Words } from '../../controllers/words-controller.js';

export const commentActionsWords = {
  copyLink: 'Copy link',
  linkCopied: 'Link copied.',
  linkNotCopied: 'The link could not be copied. It is now in the address bar.',

  hide: 'Hide {name}',
  hidden: 'You have hidden this person.',
  show: 'Show again',
  shown: 'This person is shown again.',

  deleted: 'Comment deleted.',
  undo: 'Undo',
  restored: 'The comment is back.',
  deleteFailed: 'The comment could not be deleted, so it is back.',

  report: 'Report',
  reportTitle: 'Why should a moderator look at this?',
  reportSpam: 'Spam',
  reportAbuse: 'Abuse or harassment',
  reportOffTopic: 'Off topic',
  reportIllegal: 'Illegal content',
  reportOther: 'Something else',
  reportNote: 'Anything to add? (optional)',
  reportSend: 'Send report',
  reportSending: 'Sending…',
  reportChoose: 'Choose a reason first.',
  reported: 'Thank you. A moderator will look at it.',
  cancel: 'Cancel',

  failed: 'That did not work. Try again in a moment.',
  failedOffline: 'There was no answer, so it may or may not have worked.',
  failedTooFast: 'That was too fast for the site. Wait a moment and try again.',
  failedLogin: 'Sign in first, then try again.',
  failedForbidden: 'The site does not let you do that.',
  failedExpired: 'The time for changing this comment is over.',
  failedGone: 'This comment is not there any more.',
} satisfies Words;

export type CommentActionsWords = typeof commentActionsWords;
