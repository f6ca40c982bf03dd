import type { LanguageWords } from './language-words.js';

/** Dutch. */
export const words: LanguageWords = {
  code: 'nl',
  pair: ['V vraag', 'A antwoord'],
  sharesLetters: true,
  faq: 'veelgestelde vragen|veel gestelde vragen|meest gestelde vragen|meestgestelde vragen|vaak gestelde vragen|veelgestelde vragen en antwoorden',
  answers: 'vragen en antwoorden|vraag en antwoord',
  fact: 'wist je dat|wist u dat|wist je dit|wist u|leuk weetje|weetje',
  tip: 'protip van de expert|handige tip|extra tip|pro tip|gouden tip|onze tip|tip van de redactie',
  label: 'tip',
  related:
    'lees ook|gerelateerde artikelen|misschien vind je dit ook leuk|ook interessant|gerelateerd nieuws|dit vind je misschien ook leuk|dit vind je ook interessant|misschien ook interessant|gerelateerde berichten|vergelijkbare artikelen|dit is ook interessant|anderen lazen ook|ook leuk om te lezen|dit vind je vast ook leuk|misschien vind je dit ook interessant|wellicht ook interessant|gerelateerde blogs|ook interessant voor jou|lees ook deze artikelen',
  reading:
    'lees verder|meer over dit onderwerp|lees meer over|gerelateerd|meer artikelen|bekijk ook|verder lezen|meer lezen|zie ook|andere artikelen|aanbevolen artikelen|relevante artikelen|andere interessante artikelen|meer artikelen over dit onderwerp|gerelateerde inhoud|gerelateerde onderwerpen',
  link: 'lees meer',
  comment: 'laat een reactie achter|plaats een reactie|geef een reactie',
  comments: 'reacties',
  commentCall: 'in de reacties',
  interview: 'vraaggesprek',
  subscribe: 'schrijf je in|meld je aan|abonneer je|meld je nu aan|schrijf je nu in|ontvang',
  letter: 'nieuwsbrief',
  i: 'ik|Ik|mijn|mij',
};
