import type { LanguageWords } from './language-words.js';

/** Finnish. */
export const words: LanguageWords = {
  code: 'fi',
  pair: ['K kysymys', 'V vastaus'],
  sharesLetters: true,
  faq: 'usein kysyttyä|usein kysytyt kysymykset|usein kysyttyjä kysymyksiä|ukk|usein kysytyt kysymykset ja vastaukset|usein kysytyt',
  answers: 'kysymyksiä ja vastauksia|kysymykset ja vastaukset',
  fact: 'tiesitkö|tiesitkö että|tiesitkö tämän|hauska fakta',
  tip: 'asiantuntijan vinkki|hyvä vinkki',
  label: 'vinkki',
  related:
    'lue myös|aiheeseen liittyvää|aiheeseen liittyvät artikkelit|saatat pitää myös|sinua voisi kiinnostaa myös|lue seuraavaksi|samasta aiheesta|lisää aiheesta|sinua saattaa kiinnostaa|aiheeseen liittyvät jutut|lue myös nämä|suosittelemme|lisää samasta aiheesta|muut lukivat myös|liittyvät artikkelit|sinua voi kiinnostaa myös|saatat olla kiinnostunut myös näistä|nämäkin voisivat kiinnostaa|lue myös nämä artikkelit',
  reading:
    'lue lisää|lue lisää aiheesta|katso myös|lisää luettavaa|muita artikkeleita|suosittelemme lukemaan|muut artikkelit|lue seuraavat',
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
