import type { LanguageWords } from './language-words.js';

/** Romanian. */
export const words: LanguageWords = {
  code: 'ro',
  pair: ['Î întrebare', 'R răspuns'],
  sharesLetters: true,
  faq: 'întrebări frecvente',
  answers: 'întrebări și răspunsuri',
  fact: 'știați că',
  tip: 'sfatul expertului',
  label: 'sfat',
  related: 'citește și|articole similare',
  comment: 'lasă un comentariu|lasă un răspuns',
  comments: 'comentarii',
  commentCall: 'în comentarii',
  interview: 'interviu',
  subscribe: 'abonează te|abonați vă',
  letter: 'newsletter|newsletterul',
  i: 'eu|Eu|meu|mea|mie',
};
