import type { Words } from '../../controllers/words-controller.js';

export const newsletterSignupWords = {
  emailLabel: 'Your e-mail address',
  subscribe: 'Subscribe',
  sending: 'Sending…',
  dismiss: 'No, thanks',
  checkInbox: 'Almost there: check your inbox',
  subscribed: 'You are subscribed',
  already: 'You are already subscribed',
  dismissed: 'You said no, thanks',
  showForm: 'Show the form',
  notLoaded: 'This did not load. Are you online? Your address is still here.',
} satisfies Words;
