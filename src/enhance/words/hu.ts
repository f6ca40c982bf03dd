import type { LanguageWords } from './language-words.js';

/** Hungarian. */
export const words: LanguageWords = {
  code: 'hu',
  pair: ['K kérdés', 'V válasz'],
  sharesLetters: true,
  faq: 'gyakori kérdések|gyakran ismételt kérdések|gyakran feltett kérdések|gyik|gyakori kérdések és válaszok|gyakran ismételt kérdések gyik',
  answers: 'kérdések és válaszok',
  fact: 'tudta|tudtad|tudta hogy|tudtad hogy|tudta e hogy|tudtad e hogy|tudta e|tudtad e',
  tip: 'profi tipp|hasznos tipp',
  label: 'tipp',
  related:
    'kapcsolódó cikkek|ezt is olvassa el|ezt is olvasd el|olvasd el ezt is|ez is érdekelheti|ez is érdekelhet|ajánlott cikkek|ezek is érdekelhetik|kapcsolódó bejegyzések|ezek is érdekelhetnek|hasonló cikkek|további cikkek|érdekelhet még|kapcsolódó anyagok|olvasta már',
  reading: 'kapcsolódó|kapcsolódó cikk|olvasson tovább|további olvasnivaló|ajánló',
  link: 'olvasd el|olvassa el|bővebben|lásd még',
  popular: 'legolvasottabb|legfrissebb',
  comment: 'szólj hozzá|szóljon hozzá|vélemény hozzászólás|hozzászólás írása',
  comments: 'hozzászólások',
  commentCall: 'a hozzászólásokban|kommentben',
  interview: 'interjú',
  subscribe: 'iratkozz|iratkozz fel|iratkozzon fel',
  letter: 'hírlevélre|hírlevelünkre|hírlevél',
  subscription: 'feliratkozás|feliratkozom',
  i: 'én|Én|nekem',
};
