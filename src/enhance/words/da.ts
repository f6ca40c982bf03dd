import type { LanguageWords } from './language-words.js';

/** Danish. */
export const words: LanguageWords = {
  code: 'da',
  pair: ['spørgsmål', 'svar'],
  faq: 'ofte stillede spørgsmål|hyppigt stillede spørgsmål|ofte stillede spørgsmål og svar|oftest stillede spørgsmål|de mest stillede spørgsmål',
  answers: 'spørgsmål og svar',
  fact: 'vidste du|vidste du at|vidste i|sjov fakta',
  tip: 'godt råd|vores tip',
  label: 'tip',
  related:
    'læs også|relaterede artikler|måske er du også interesseret i|du vil måske også kunne lide|relaterede indlæg|relaterede nyheder|lignende artikler|andre læste også|måske også interessant|andre har også læst|måske kan du også lide|læs også disse artikler|du er måske også interesseret i|lignende indlæg',
  reading:
    'læs mere om|se også|relateret|flere artikler|relateret indhold|læs videre|anbefalet læsning|mere om emnet|anbefalede artikler',
  link: 'læs mere',
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
