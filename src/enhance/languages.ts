import { plain } from './text.js';
import type { LanguageWords } from './words/language-words.js';

type Topic = Exclude<keyof LanguageWords, 'code' | 'pair' | 'sharesLetters'>;

function phrases(list: string): readonly string[] {
  return list.split('|').map(plain);
}

/** Matches nothing when the list is empty. */
function anyOf(list: readonly string[]): string {
  return [...list].sort((a, b) => b.length - a.length).join('|') || '(?!)';
}

/** Scripts that put no space between words. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
const LONGEST_TITLE = 110;

/** A text that holds one of the phrases, as words of its own where its script parts words. */
function holding(list: readonly string[]): RegExp {
  const spaced = list.filter((phrase) => !UNSPACED.test(phrase));
  const others = list.filter((phrase) => UNSPACED.test(phrase));
  return new RegExp(`(?:^| )(?:${anyOf(spaced)})(?: |$)|${anyOf(others)}`, 'u');
}

function labels(words: string): RegExp {
  const list = words.split(' ');
  // Before Unicode's lower case of everything, letters would be taken for words: "a. text" is one of several options.
  const alternatives = list.flatMap((word) =>
    word.length === 1 ? [word] : [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()],
  );
  return new RegExp(
    `^[\\s\\p{Cf}\\p{So}]*[(\\[【]?\\s*(?:${anyOf([...new Set(alternatives)])})(?:\\.\\s?[0-9]{1,3}\\s|(?:[\\s.#nº°№]{0,3}[0-9０-９]{1,3})?\\s*(?:[)\\]】]\\s*[:：.]?|[:：.．、)]\\s?[-–—]?|[-–—|]\\s|(?=\\s*$)))[\\s\\p{Cf}]*`,
    'u',
  );
}

/** What a line begins with, found in the raw text. */
class Labels<Kind> {
  readonly #kinds: ReadonlyMap<string, Kind>;
  readonly #start: RegExp;

  constructor(table: readonly (readonly [Kind, readonly string[]])[]) {
    this.#kinds = new Map(table.flatMap(([kind, list]) => list.map((phrase) => [phrase, kind] as const)));
    this.#start = new RegExp(`^(?:${anyOf([...this.#kinds.keys()])})(?= |$)`, 'u');
  }

  /** The kind of a text that is a label and nothing else. */
  is(plainText: string): Kind | undefined {
    return this.#kinds.get(plainText);
  }

  /** The kind of label that a text begins with. */
  begins(plainText: string): { kind: Kind; label: string } | undefined {
    const label = this.#start.exec(plainText)?.[0];
    return label === undefined ? undefined : { kind: this.#kinds.get(label)!, label };
  }
}

/** What the rules understand of a page: the words of its languages, made into patterns once. */
export class Lexicon {
  /** `short` ones are labels only with a colon behind: "Tip: …", but not "Tip 3 of 10". */
  readonly leadIns: Labels<'fact' | 'tip' | 'short'>;
  /** `bare` ones are worth an element with nothing under them; `list` ones need a list; `inline` ones are said before a link. */
  readonly related: Labels<'bare' | 'list' | 'inline' | 'popular' | 'adverts'>;
  /** Titles over a conversation; `short` ones are said of much else, too. */
  readonly comments: Labels<'call' | 'short'>;
  readonly #languages: readonly LanguageWords[];
  readonly #pairs: readonly (readonly [question: RegExp, answer: RegExp])[];
  readonly #faq: Readonly<Record<'exact' | 'start' | 'end' | 'unspaced' | 'answers', RegExp>>;
  readonly #subscribe: readonly RegExp[];
  readonly #letter: RegExp;
  readonly #commentCall: RegExp;
  readonly #interview: RegExp;
  readonly #exercise: RegExp;
  readonly #speakers = new Map<string, RegExp | undefined>();

  constructor(languages: readonly LanguageWords[]) {
    this.#languages = languages;
    const all = (...topics: Topic[]): string[] => [
      ...new Set(languages.flatMap((words) => topics.flatMap((topic) => (words[topic] ? phrases(words[topic]) : [])))),
    ];
    this.leadIns = new Labels([
      ['fact', all('fact')],
      ['tip', all('tip')],
      ['short', all('label')],
    ]);
    this.related = new Labels([
      ['bare', all('related')],
      ['list', all('reading')],
      ['inline', all('link')],
      ['popular', all('popular')],
      ['adverts', all('adverts')],
    ]);
    this.comments = new Labels([
      ['call', all('comment')],
      ['short', all('comments')],
    ]);
    this.#pairs = languages.map(({ pair: [question, answer] }) => [labels(question), labels(answer)]);
    const faq = all('faq');
    this.#faq = {
      exact: new RegExp(
        `^(?:\\d+ )?(?:(?:the|our|your|some|les|vos|nos|die|le|las|as|os|unsere) )?(?:(?:${anyOf(faq)})(?: |$))+(?:(?:faqs?|section|и ответы|and answers|und antworten|et réponses|e respostas|y respuestas|e risposte|i odpowiedzi|та відповіді|och svar)(?: |$))*$`,
        'u',
      ),
      start: new RegExp(`^(?:\\d+ )?(?:the )?(?:${anyOf(faq)})(?: |$)`, 'u'),
      end: new RegExp(`(?:^| )(?:${anyOf(faq)})$`, 'u'),
      unspaced: new RegExp(anyOf(faq.filter((phrase) => UNSPACED.test(phrase))), 'u'),
      answers: new RegExp(`^(?:\\d+ )?(?:${anyOf(all('answers'))})$`, 'u'),
    };
    this.#subscribe = languages.flatMap(({ subscribe, letter }) =>
      subscribe && letter ? [subscribing(anyOf(phrases(subscribe)), anyOf(phrases(letter)))] : [],
    );
    // "Sign up" alone is said of accounts, too.
    this.#letter = holding(all('letter', 'subscription'));
    this.#commentCall = new RegExp(anyOf(all('commentCall')), 'u');
    this.#interview = holding(all('interview'));
    this.#exercise = holding(all('exercise'));
  }

  /**
   * How plainly a title says that questions and answers follow: it says nothing else; it says so of a topic; or it may as well
   * be over an interview.
   */
  faqTitle(plainText: string): 'exact' | 'topic' | 'answers' | undefined {
    if (!plainText || plainText.length > LONGEST_TITLE) return undefined;
    const { exact, start, end, unspaced, answers } = this.#faq;
    if (exact.test(plainText)) return 'exact';
    if (start.test(plainText) || end.test(plainText)) return 'topic';
    if (UNSPACED.test(plainText) && plainText.length < 30 && unspaced.test(plainText)) return 'topic';
    return answers.test(plainText) ? 'answers' : undefined;
  }

  /** Those of the pairs that a page in the language may well mean. */
  pairsOfLanguage(pairs: readonly number[], lang: string): number[] {
    return pairs.filter((pair) => {
      const { code, sharesLetters } = this.#languages[pair]!;
      return !sharesLetters || code === lang || (code === 'cs' && lang === 'sk');
    });
  }

  /** The languages' pairs of labels whose question label the raw text begins with, with the length of it. */
  questionLabel(raw: string): { length: number; pairs: readonly number[] } | undefined {
    const start = raw.slice(0, 60);
    let length = 0;
    const pairs = this.#pairs.flatMap(([question], index) => {
      const match = question.exec(start);
      if (!match) return [];
      length = Math.max(length, match[0].length);
      return [index];
    });
    return pairs.length ? { length, pairs } : undefined;
  }

  /** Length of the answer label that the raw text begins with, of one of the pairs; 0 when there is none. */
  answerLabel(raw: string, pairs?: readonly number[]): number {
    const start = raw.slice(0, 60);
    const wanted = pairs ? pairs.map((index) => this.#pairs[index]!) : this.#pairs;
    return Math.max(0, ...wanted.map(([, answer]) => answer.exec(start)?.[0].length ?? 0));
  }

  /** Whether a sentence asks the reader to subscribe to a letter. */
  asksToSubscribe(sentence: string): boolean {
    // "If you liked it, sign up …"
    const clauses = sentence
      .slice(0, 300)
      .split(/[,،、:：–—]/)
      .map(plain);
    return clauses.some((clause) => this.#subscribe.some((pattern) => pattern.test(clause)));
  }

  /** Whether the words near a form say that it is about a letter. */
  speaksOfNewsletter(text: string): boolean {
    return this.#letter.test(plain(text.slice(0, 600)));
  }

  /** Whether it asks the reader to comment, rather than telling what others wrote there. */
  asksToComment(text: string): boolean {
    if (text.length > 4000 || !this.#commentCall.test(plain(text))) return false;
    return (
      /[?？؟!！]/.test(text) || sentences(text).some((each) => COMMENT_VERB.test(each) && this.#commentCall.test(plain(each)))
    );
  }

  /** Whether a title is one of a talk with somebody, whose questions and answers are the story itself. */
  speaksOfInterview(text: string): boolean {
    return this.#interview.test(plain(text));
  }

  /** Whether a title is one of a test or of jokes. */
  speaksOfExercise(text: string): boolean {
    return this.#exercise.test(plain(text));
  }

  /** Whether somebody says "I": in answers, the mark of an interview. */
  saysI(text: string, lang: string): boolean {
    const start = text.slice(0, 1500);
    return (this.#speaker('i', lang, speaking) ?? this.#speaker('i', 'en', speaking))?.test(start) || I_UNSPACED.test(start);
  }

  saysWe(text: string, lang: string): boolean {
    return this.#says('we', text, lang);
  }

  saysYou(text: string, lang: string): boolean {
    return this.#says('you', text, lang);
  }

  #says(topic: 'we' | 'you', text: string, lang: string): boolean {
    const pattern = this.#speaker(topic, lang, (words) => new RegExp(`(?:^| )(?:${words})(?: |$)`, 'u'));
    return pattern?.test(plain(text.slice(0, 1500))) === true;
  }

  #speaker(topic: 'i' | 'we' | 'you', lang: string, pattern: (words: string) => RegExp): RegExp | undefined {
    const key = topic + lang;
    if (!this.#speakers.has(key)) {
      const words = this.#languages.find(({ code }) => code === lang)?.[topic];
      this.#speakers.set(key, words ? pattern(words) : undefined);
    }
    return this.#speakers.get(key);
  }
}

/** Case counts. */
function speaking(words: string): RegExp {
  return new RegExp(`(?:^|[\\s"'“«(—–])(?:${words.replaceAll("'", "['’]")})(?=[\\s.,;:!?"”»)—–]|$)`, 'u');
}

const I_UNSPACED = /私[はがのもに]|僕|俺|我(?!们|們|国|國)|저는|제가/u;

const COMMENT_VERB =
  /^(please|comment|join|sound off|have your|(share|post|add|leave|drop|write) (it|them|with|a|an|one|us|me|your|yours)|(tell|let) (us|me))\s/i;

/** A verb that asks to subscribe and, in the same clause, what to. */
function subscribing(verbs: string, things: string): RegExp {
  return UNSPACED.test(verbs + things)
    ? new RegExp(`(?:${verbs}).{0,16}(?:${things})|(?:${things}).{0,16}(?:${verbs})`, 'u')
    : new RegExp(
        `^(?:(?:please|and|bitte|veuillez|por favor|dont forget to) )?(?:${verbs}) (?:[^ ]+ ){0,6}?(?:${things})(?: |$)`,
        'u',
      );
}

/** "1.", "2)": length of the number that the raw text begins with, or 0. */
export function numbering(raw: string): number {
  return (
    /^[\s\p{Cf}]*\(?[0-9０-９]{1,3}\s*(?:[.)．、:]|\s[-–—]\s)[\s\p{Cf}]*(?=[^\s\d])/u.exec(raw.slice(0, 40))?.[0].length ?? 0
  );
}

export function sentences(text: string): string[] {
  return text.length > 4000 ? [] : text.split(/(?<=[.!?。！？؟…])\s*/u);
}
