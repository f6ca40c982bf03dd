import type { LanguageWords } from './language-words.js';

/** Czech. */
export const words: LanguageWords = {
  code: 'cs',
  pair: ['O otázka', 'O odpověď'],
  sharesLetters: true,
  faq: 'časté dotazy|časté otázky|často kladené otázky|často kladené dotazy|nejčastější dotazy|nejčastější otázky',
  answers: 'otázky a odpovědi',
  fact: 'věděli jste|věděli jste že|víte že',
  tip: 'tip odborníka|tip od experta',
  related:
    'mohlo by vás zajímat|související články|čtěte také|mohlo by vás také zajímat|mohlo by se vám líbit|přečtěte si také',
  reading: 'související|přečtěte si',
  comment: 'napsat komentář|přidat komentář',
  comments: 'komentáře',
  commentCall: 'v komentářích',
  interview: 'rozhovor',
  subscribe: 'přihlaste se|odebírejte',
  letter: 'newsletteru|newsletter|zpravodaj',
  i: 'já|Já|můj|moje|mně|jsem',
};
