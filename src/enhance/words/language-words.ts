/**
 * What publishers of one language write over the five things: phrases, parted by `|`, that are compared as `plain()` leaves
 * them, in small letters and without signs.
 */
export interface LanguageWords {
  /** Its two letters. */
  code: string;
  /** Labels of a question and of its answer, parted by blanks: single letters are capitals, words are written as one likes. */
  pair: readonly [questions: string, answers: string];
  /** The letters of the pair are other languages' too, or people's initials: they count only on a page of this language. */
  sharesLetters?: true;
  /** Titles over frequent questions. */
  faq?: string;
  /** Titles over questions and answers: of interviews, too. */
  answers?: string;
  /** Lead-ins of a fact ("Did you know?") and of a tip ("Pro tip"). */
  fact?: string;
  tip?: string;
  /** Labels only with a colon behind: "Tip: …", but not "Tip 3 of 10". */
  label?: string;
  /** Titles that are worth an element with nothing under them ("You may also like"). */
  related?: string;
  /** Titles that need a list ("Further reading"). */
  reading?: string;
  /** What is said before a link ("Read more:"). */
  link?: string;
  /** Titles over what is popular or new, and over what is paid for. */
  popular?: string;
  adverts?: string;
  /** Titles that call for comments; those that are said of much else, too; and what sends a reader there. */
  comment?: string;
  comments?: string;
  commentCall?: string;
  /** Titles of talks with somebody, whose questions and answers are the story itself; of tests and jokes. */
  interview?: string;
  exercise?: string;
  /** A verb that asks to subscribe, then, in the same clause, what to. */
  subscribe?: string;
  letter?: string;
  /** What else a form for subscribers says. */
  subscription?: string;
  /** Somebody speaks; case counts: "EU" is no Portuguese "eu". */
  i?: string;
  we?: string;
  you?: string;
}
