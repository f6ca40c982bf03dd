import type { LanguageWords } from './language-words.js';

/** Swedish. */
export const words: LanguageWords = {
  code: 'sv',
  pair: ['F fråga', 'S svar'],
  sharesLetters: true,
  faq: 'vanliga frågor',
  answers: 'frågor och svar',
  fact: 'visste du|visste du att',
  tip: 'proffstips',
  related: 'läs också|läs även|relaterade artiklar|du kanske också gillar',
  reading: 'läs mer om|mer om ämnet|relaterat innehåll',
  comment: 'lämna en kommentar|lämna ett svar',
  comments: 'kommentarer',
  commentCall: 'i kommentarerna',
  interview: 'intervju',
  subscribe: 'prenumerera',
  letter: 'nyhetsbrev|vårt nyhetsbrev',
  i: 'jag|Jag|min|mitt|mig',
};
