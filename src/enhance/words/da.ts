import type { LanguageWords } from './language-words.js';

/** Danish. */
export const words: LanguageWords = {
  code: 'da',
  pair: ['spørgsmål', 'svar'],
  faq: 'ofte stillede spørgsmål|hyppigt stillede spørgsmål',
  answers: 'spørgsmål og svar',
  fact: 'vidste du|vidste du at',
  related: 'læs også|relaterede artikler|måske er du også interesseret i|du vil måske også kunne lide',
  reading: 'læs mere om|se også',
  popular: 'mest læste|seneste nyt',
  comment: 'skriv en kommentar|efterlad en kommentar|tilføj en kommentar',
  comments: 'kommentarer',
  commentCall: 'i kommentarerne',
  interview: 'interview med',
  subscribe: 'tilmeld dig|abonner på',
  letter: 'nyhedsbrev|nyhedsbrevet',
  subscription: 'tilmeld',
  i: 'jeg|Jeg|mig|min',
};
