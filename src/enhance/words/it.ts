import type { LanguageWords } from './language-words.js';

/** Italian. */
export const words: LanguageWords = {
  code: 'it',
  pair: ['D domanda', 'R risposta'],
  sharesLetters: true,
  faq: 'domande frequenti|domande più frequenti|domande comuni|le domande più comuni|domande ricorrenti|dubbi frequenti|domande più comuni',
  answers: 'domande e risposte',
  fact: 'lo sapevi|lo sapevi che|lo sapevate|lo sapevate che|sapevi che|sapevate che|curiosità|una curiosità|forse non sapevi che',
  tip: 'consiglio dellesperto|il consiglio dellesperto|consiglio da esperto|consiglio pro|consiglio da professionista|il consiglio|consiglio utile|trucco|consiglio extra|un consiglio|il nostro consiglio|consiglio dello chef|trucco dellesperto',
  label: 'consiglio',
  related:
    'potrebbe interessarti anche|ti potrebbe interessare|potrebbe interessarti|potrebbero interessarti|articoli correlati|leggi anche|ti potrebbe piacere|ti potrebbe interessare anche|potrebbe anche interessarti|articoli simili|ti potrebbero interessare|potrebbero interessarti anche|ti potrebbe anche interessare|leggi anche questi articoli|notizie correlate|forse ti interessa anche|sullo stesso argomento|articoli che potrebbero interessarti|leggi anche questo|ti potrebbero anche interessare|forse ti può interessare|notizie simili|ti consigliamo anche|guide correlate|contenuti correlati|potresti essere interessato|post correlati|forse potrebbe interessarti',
  reading:
    'vedi anche|per approfondire|altri articoli|continua a leggere|leggi di più|da leggere|altre notizie|continua la lettura|ti consigliamo|articoli consigliati|letture consigliate|altri contenuti',
  link: 'approfondisci|leggi pure',
  popular: 'i più letti',
  adverts: 'contenuti sponsorizzati',
  comment:
    'lascia un commento|lascia un tuo commento|scrivi un commento|aggiungi un commento|partecipa alla discussione|lascia una risposta',
  comments: 'commenti',
  commentCall: 'nei commenti',
  interview: 'intervista|intervista a|a colloquio con',
  exercise: 'verifica|esercizi|indovinelli',
  subscribe: 'iscriviti|iscrivetevi|abbonati|ricevi',
  letter: 'newsletter|bollettino',
  i: 'io|Io|mio|mia|miei|mie|ho|Ho|mi|Mi',
  we: 'noi|nostro|nostra|abbiamo|siamo',
  you: 'lei|voi|vostro|vostra|suo|sua',
};
