import type { Words } from '../../controllers/words-controller.js';

export const newsletterSignupDeskWords = {
  topics: 'What would you like to get?',
  didYouMean: 'Did you mean {address}?',
  tryAgain: 'Try again',

  checkInboxText: 'A mail is on its way to {address}. Follow the link in it to confirm.',
  openInbox: 'Open {provider}',
  change: 'Wrong address? Change it',
  resend: 'Send the mail again',
  resent: 'We asked for another mail.',
  onList: '{address} is on the list.',
  unknown: 'Your address was sent, but we could not read the answer',
  unknownText: 'If no mail arrives at {address}, please try again.',

  emailIncomplete: 'Please enter a complete e-mail address, like name@example.com.',
  consentMissing: 'Please tick the box if you agree.',
  refused: 'This was not accepted. Please look it over.',
  rateLimited: 'That was a lot of tries in a short time.',
  offline: 'The mail service did not answer. Are you online? Your address is still here.',
  server: 'The mail service has a problem right now. Your address is still here.',
  closed: 'This list takes no new readers at the moment.',
  filtered: 'This was taken for an automatic entry. If you are a person, please try again.',
  misconfigured: 'Signing up does not work here at the moment. That is our mistake, not yours.',
} satisfies Words;

export type SignupDeskWord = keyof typeof newsletterSignupDeskWords;
