import type { LanguageWords } from './language-words.js';

/** Czech. */
export const words: LanguageWords = {
  code: 'cs',
  pair: ['O otázka', 'O odpověď'],
  sharesLetters: true,
  faq: 'časté dotazy|časté otázky|často kladené otázky|často kladené dotazy|nejčastější dotazy|nejčastější otázky|časté otázky a odpovědi|nejčastější otázky a odpovědi|často se ptáte|často kladené otázky a odpovědi',
  answers: 'otázky a odpovědi',
  fact: 'věděli jste|věděli jste že|víte že|zajímavost|věděli jste to',
  tip: 'tip odborníka|tip od experta|dobrá rada|náš tip',
  label: 'tip',
  related:
    'mohlo by vás zajímat|související články|čtěte také|mohlo by vás také zajímat|mohlo by se vám líbit|přečtěte si také|podobné články|čtěte i|přečtěte si i|související zprávy|mohlo by se vám také líbit|čtěte k tématu|mohlo by vás zaujmout|přečtěte si více k tématu',
  reading:
    'související|přečtěte si|čtěte dále|další články|doporučujeme|doporučené články|další články k tématu|další čtení|více k tématu|podobná témata|k tématu',
  link: 'čtěte více|více zde',
  comment: 'napsat komentář|přidat komentář',
  comments: 'komentáře',
  commentCall: 'v komentářích',
  interview: 'rozhovor',
  subscribe: 'přihlaste se|odebírejte',
  letter: 'newsletteru|newsletter|zpravodaj',
  i: 'já|Já|můj|moje|mně|jsem',
};
