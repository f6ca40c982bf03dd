import type { LanguageWords } from './language-words.js';

/** Finnish. */
export const words: LanguageWords = {
  code: 'fi',
  pair: ['K kysymys', 'V vastaus'],
  sharesLetters: true,
  faq: 'usein kysyttyä|usein kysytyt kysymykset|usein kysyttyjä kysymyksiä|ukk',
  answers: 'kysymyksiä ja vastauksia|kysymykset ja vastaukset',
  fact: 'tiesitkö|tiesitkö että',
  related: 'lue myös|aiheeseen liittyvää|aiheeseen liittyvät artikkelit|saatat pitää myös|sinua voisi kiinnostaa myös',
  reading: 'lue lisää|lue lisää aiheesta|katso myös',
  popular: 'luetuimmat|uusimmat',
  comment: 'jätä kommentti|kirjoita kommentti|lisää kommentti',
  comments: 'kommentit',
  commentCall: 'kommenteissa',
  interview: 'haastattelu',
  subscribe: 'tilaa',
  letter: 'uutiskirje|uutiskirjeemme|uutiskirjeen',
  subscription: 'tilaa uutiskirje',
  i: 'minä|Minä|minun',
};
