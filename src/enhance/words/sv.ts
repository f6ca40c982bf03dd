import type { LanguageWords } from './language-words.js';

/** Swedish. */
export const words: LanguageWords = {
  code: 'sv',
  pair: ['F fråga', 'S svar'],
  sharesLetters: true,
  faq: 'vanliga frågor|vanligaste frågorna|vanliga frågor och svar|de vanligaste frågorna',
  answers: 'frågor och svar',
  fact: 'visste du|visste du att|visste ni|kul fakta|visste du detta',
  tip: 'proffstips|bra tips|vårt tips|extra tips',
  label: 'tips',
  related:
    'läs också|läs även|relaterade artiklar|du kanske också gillar|relaterade nyheter|relaterade inlägg|liknande artiklar|du kanske också är intresserad av|du kanske gillar|andra läste också|liknande inlägg|du kanske också vill läsa|du kanske även gillar|du kanske också gillar att läsa|läs också dessa',
  reading:
    'läs mer om|mer om ämnet|relaterat innehåll|relaterat|fler artiklar|mer att läsa|se även|se också|rekommenderat|rekommenderad läsning|relaterad läsning|vidare läsning|mer om detta',
  link: 'läs mer|läs vidare',
  comment: 'lämna en kommentar|lämna ett svar',
  comments: 'kommentarer',
  commentCall: 'i kommentarerna',
  interview: 'intervju',
  subscribe: 'prenumerera|anmäl dig|skriv upp dig|få',
  letter: 'nyhetsbrev|vårt nyhetsbrev',
  i: 'jag|Jag|min|mitt|mig',
};
