import type { LanguageWords } from './language-words.js';

/** Romanian. */
export const words: LanguageWords = {
  code: 'ro',
  pair: ['Î întrebare', 'R răspuns'],
  sharesLetters: true,
  faq: 'întrebări frecvente|întrebări frecvente și răspunsuri|cele mai frecvente întrebări',
  answers: 'întrebări și răspunsuri',
  fact: 'știați că|știai că|știați|ați știut că|știai|curiozitate',
  tip: 'sfatul expertului|sfat util|pontul expertului|un sfat',
  label: 'sfat',
  related:
    'citește și|articole similare|articole asemănătoare|s ar putea să ți placă|s ar putea să te intereseze|te ar putea interesa|articole recomandate|vezi și|citește mai departe|știri similare|ar putea să te intereseze|te ar putea interesa și|te mai poate interesa|îți recomandăm și',
  reading: 'articole conexe|recomandări|citește mai mult|alte articole',
  link: 'citiți și',
  comment: 'lasă un comentariu|lasă un răspuns',
  comments: 'comentarii',
  commentCall: 'în comentarii',
  interview: 'interviu',
  subscribe: 'abonează te|abonați vă',
  letter: 'newsletter|newsletterul',
  i: 'eu|Eu|meu|mea|mie',
};
