import type { LanguageWords } from './language-words.js';

/** Dutch. */
export const words: LanguageWords = {
  code: 'nl',
  pair: ['V vraag', 'A antwoord'],
  sharesLetters: true,
  faq: 'veelgestelde vragen|veel gestelde vragen',
  answers: 'vragen en antwoorden',
  fact: 'wist je dat|wist u dat|wist je dit',
  tip: 'protip van de expert',
  related:
    'lees ook|gerelateerde artikelen|misschien vind je dit ook leuk|ook interessant|gerelateerd nieuws|dit vind je misschien ook leuk|dit vind je ook interessant',
  reading: 'lees verder|meer over dit onderwerp|lees meer over',
  comment: 'laat een reactie achter|plaats een reactie|geef een reactie',
  comments: 'reacties',
  commentCall: 'in de reacties',
  interview: 'vraaggesprek',
  subscribe: 'schrijf je in|meld je aan|abonneer je',
  letter: 'nieuwsbrief',
  i: 'ik|Ik|mijn|mij',
};
