import type { LanguageWords } from './language-words.js';

/** Norwegian. */
export const words: LanguageWords = {
  code: 'no',
  pair: ['spørsmål', 'svar'],
  faq: 'ofte stilte spørsmål|vanlige spørsmål|ofte stilte spørsmål og svar|vanlige spørsmål og svar|de vanligste spørsmålene',
  answers: 'spørsmål og svar',
  fact: 'visste du|visste du at|visste dere|artig fakta',
  tip: 'vårt tips|ekspertens tips',
  label: 'tips',
  related:
    'les også|relaterte artikler|du vil kanskje også like|dette kan også interessere deg|relaterte innlegg|relaterte saker|lignende artikler|andre leste også|lignende saker|kanskje er du også interessert i|du vil kanskje også lese|anbefalte artikler',
  reading:
    'les mer om|se også|relatert|relatert innhold|flere artikler|mer om saken|flere saker|anbefalt lesning|mer om dette|les mer om saken',
  link: 'les mer|les videre',
  popular: 'mest lest|siste nytt',
  comment: 'legg igjen en kommentar|legg igjen et svar|skriv en kommentar',
  comments: 'kommentarer',
  commentCall: 'i kommentarfeltet',
  interview: 'intervju',
  subscribe: 'meld deg på|abonner på',
  letter: 'nyhetsbrev|nyhetsbrevet',
  subscription: 'meld deg på',
  i: 'jeg|Jeg|meg|min',
};
