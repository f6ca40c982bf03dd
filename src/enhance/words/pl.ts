import type { LanguageWords } from './language-words.js';

/** Polish. */
export const words: LanguageWords = {
  code: 'pl',
  pair: ['P pytanie', 'O odpowiedź'],
  sharesLetters: true,
  faq: 'najczęściej zadawane pytania|często zadawane pytania|najczęstsze pytania|częste pytania|pytania i odpowiedzi faq|najczęściej zadawane pytania i odpowiedzi|najczęściej pojawiające się pytania|pytania często zadawane|najczęstsze pytania i odpowiedzi',
  answers: 'pytania i odpowiedzi',
  fact: 'czy wiesz że|czy wiesz|czy wiecie że|czy wiedziałeś|czy wiedziałeś że|czy wiedzieliście że|ciekawostka|czy wiecie',
  tip: 'wskazówka|porada eksperta|wskazówka eksperta|profesjonalna wskazówka|rada eksperta|praktyczna wskazówka|pro tip|dobra rada',
  label: 'rada|porada',
  related:
    'może cię zainteresować|może cię też zainteresować|może ci się też spodobać|może ci się spodobać|powiązane artykuły|podobne artykuły|zobacz też|zobacz także|czytaj także|czytaj też|przeczytaj też|przeczytaj także|przeczytaj również|może cię również zainteresować|polecamy także|czytaj również|zobacz również|podobne wpisy|powiązane wpisy|mogą cię zainteresować|sprawdź również|sprawdź także|przeczytaj inne artykuły|zainteresuje cię również|to może cię zainteresować|warto przeczytać również|może zainteresuje cię także|polecamy również|zobacz podobne',
  reading:
    'polecamy|powiązane|czytaj dalej|więcej na ten temat|polecane artykuły|warto przeczytać|inne artykuły|polecane wpisy|inne wpisy|sprawdź inne artykuły|czytaj więcej na ten temat|warto też przeczytać|podobne tematy|powiązane tematy',
  link: 'więcej|czytaj więcej|sprawdź też|zobacz',
  popular: 'najpopularniejsze',
  adverts: 'materiały sponsorowane',
  comment: 'zostaw komentarz|dodaj komentarz|napisz komentarz|skomentuj|dołącz do dyskusji',
  comments: 'komentarze',
  commentCall: 'w komentarzach|w komentarzu',
  interview: 'wywiad|rozmowa z',
  exercise: 'sprawdzian|egzamin|zagadki|zadania',
  subscribe: 'zapisz się|subskrybuj|zasubskrybuj|dołącz',
  letter: 'newslettera|newsletter|biuletyn|biuletynu',
  subscription: 'subskrybuj',
  i: 'ja|Ja|mnie|mój|moja|moje|mam|byłem|byłam|mi',
  we: 'my|nasz|nasza|nasze|nas|nam',
  you: 'pan|pani|państwo|wasz|wasza|twój|twoja',
};
