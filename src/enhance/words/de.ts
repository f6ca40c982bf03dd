import type { LanguageWords } from './language-words.js';

/** German. */
export const words: LanguageWords = {
  code: 'de',
  pair: ['F frage', 'A antwort'],
  sharesLetters: true,
  faq: 'häufige fragen|häufig gestellte fragen|häufigste fragen|die häufigsten fragen|oft gestellte fragen|häufige fragen und antworten|fragen und antworten im überblick|oft gefragt|häufige fragen faq|oft gestellte fragen und antworten',
  answers:
    'fragen und antworten|fragen antworten|die wichtigsten fragen und antworten|wichtige fragen und antworten|ihre fragen unsere antworten',
  fact: 'wussten sie|wussten sie schon|wussten sie dass|wusstest du|wusstest du schon|wusstest du dass|gewusst|schon gewusst|hätten sie es gewusst|wussten sies|interessanter fakt|wusstet ihr|wusstet ihr schon|wusstet ihr dass',
  tip: 'profi tipp|profitipp|expertentipp|kleiner tipp|extra tipp|geheimtipp|profi tipps|unser tipp|insider tipp|praxistipp|expertinnentipp|tipp der redaktion|expertinnen tipp|experten tipp|extratipp|unser tipp für sie',
  label: 'tipp',
  related:
    'das könnte sie auch interessieren|das könnte dich auch interessieren|das könnte ihnen auch gefallen|das könnte dir auch gefallen|auch interessant|mehr zum thema|ähnliche artikel|ähnliche beiträge|verwandte artikel|lesen sie auch|weiterlesen|dir könnte auch gefallen|dir könnte das auch gefallen|das könnte ihnen gefallen|das könnte sie interessieren|das könnte dich interessieren|verwandte beiträge|passende artikel|das könnte euch auch interessieren|das könnte euch interessieren|das könnte dir gefallen|verwandte inhalte|auch spannend|lest auch',
  reading:
    'empfohlene artikel|weitere artikel|siehe auch|zum weiterlesen|leseempfehlungen|lesetipps|weiterführende artikel|passend zum thema|weitere beiträge|weitere themen|mehr lesen|weitere artikel zum thema|auch lesenswert|weitere informationen zum thema|weitere beiträge zum thema|mehr zu diesem thema|weitere artikel aus dieser kategorie|mehr aus dieser rubrik|weitere artikel zu diesem thema|mehr artikel|weitere empfehlungen|empfohlene beiträge|weiterlesen zum thema|verwandte themen|ähnliche themen',
  link: 'mehr dazu|lesen sie mehr|lies auch|siehe dazu|lesen sie hier|lesen sie dazu|lesen sie dazu auch|auch lesen|mehr hierzu',
  popular: 'meistgelesen',
  adverts: 'anzeige|anzeigen',
  comment:
    'kommentar hinterlassen|hinterlasse einen kommentar|hinterlassen sie einen kommentar|schreibe einen kommentar|schreiben sie einen kommentar|kommentar schreiben|kommentieren|diskutieren sie mit|antwort hinterlassen|schreibe eine antwort|kommentar verfassen|schreib einen kommentar|hinterlasse eine antwort|diskutiere mit|jetzt kommentieren',
  comments: 'kommentare',
  commentCall: 'in den kommentaren|in die kommentare|uns einen kommentar|einen kommentar da',
  interview: 'im gespräch|gespräch mit|das interview',
  exercise: 'prüfung|klausur|aufgaben|übung|rätsel|witze',
  subscribe: 'abonnieren sie|abonniere|abonniert|melden sie sich|melde dich|jetzt abonnieren|erhalten sie',
  letter: 'newsletter|rundbrief',
  subscription: 'abonnieren',
  i: 'ich|Ich|mein|meine|meinen|meiner|meinem|mir|mich',
  we: 'wir|unser|unsere|unseren|unserem|uns',
  you: 'sie|ihr|ihre|ihren|ihnen|du|dein|deine|dich',
};
