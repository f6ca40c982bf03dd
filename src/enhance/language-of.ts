/** The languages that a page says or shows, so that it downloads the words of no others. */

const SAMPLE = 4000;
/** So much of what is read has to be in a script, or to be a language's little words. */
const SHARE = 0.2;
const LITTLE = 0.06;
/** And so near to the language that has most of them: parts of a page may be in another one. */
const NEAR = 0.4;

const SCRIPTS: readonly (readonly [language: string, letters: RegExp])[] = [
  ['ar', /\p{sc=Arabic}/gu],
  ['he', /\p{sc=Hebrew}/gu],
  ['ja', /[\p{sc=Hiragana}\p{sc=Katakana}]/gu],
  ['zh', /\p{sc=Han}/gu],
  ['ko', /\p{sc=Hangul}/gu],
  ['hi', /\p{sc=Devanagari}/gu],
  ['el', /\p{sc=Greek}/gu],
  ['uk', /\p{sc=Cyrillic}/gu],
];
/** Words that no text can do without, and that no other of the languages writes in the same way, as far as may be. */
const LITTLE_WORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in is that for with was on are it this',
  de: 'der die das und ist nicht ein eine mit auf dem den zu von sich',
  fr: 'le les des et est une dans pour que qui pas sur du au ce',
  es: 'el los las y que una con por para es del se su al lo',
  pt: 'o os as e que uma com por para não do da em ao um',
  it: 'il gli che di una con per non è del della si nel sono i',
  pl: 'nie się na jest że do to w z o jak ale po co',
  nl: 'het een van en niet dat voor met zijn op aan de ook te',
  tr: 've bir bu için ile da de çok daha olarak olan ne gibi',
  sv: 'och att det som är inte på för med av till den ett en',
  cs: 'se že je na to v s z ale jak jako by pro po od jen',
  ro: 'și în nu este care pentru din cu pe la o sau mai',
  id: 'yang dan di dengan untuk ini itu tidak dari pada adalah ke',
  da: 'og det at er ikke af til den der som på med for en et fra',
  no: 'og det at er ikke av til den seg som på med for en et fra',
};

/** Two letters each, English left out: it is always understood. `undefined` when it may be any. */
export function languagesOf(root: Document | Element): string[] | undefined {
  const text = sampleOf(root);
  const shown = [...byScript(text), ...byLittleWords(text)];
  const said = saidBy(root);
  if (!said && !shown.length) return undefined;
  return [...new Set(said ? [said, ...shown] : shown)].filter((language) => language !== 'en');
}

function saidBy(root: Document | Element): string | undefined {
  for (let at: Node | null = root; at; at = at.parentNode) {
    const said = 'documentElement' in at ? (at as Document).documentElement.getAttribute('lang') : langOf(at);
    if (said) return said.slice(0, 2).toLowerCase();
  }
  return undefined;
}

function langOf(node: Node): string | null {
  return 'getAttribute' in node ? (node as Element).getAttribute('lang') : null;
}

/** The beginning of its paragraphs, or of all its text. A live list is not counted through to its end. */
function sampleOf(root: Document | Element): string {
  const paragraphs = root.getElementsByTagName('p');
  let text = '';
  for (let index = 0; text.length < SAMPLE && index < 200 && paragraphs[index]; index++)
    text += ` ${paragraphs[index]!.textContent.slice(0, SAMPLE)}`;
  if (text.trim().length > 200) return text.slice(0, SAMPLE);
  return `${text} ${[...root.querySelectorAll('h1, h2, h3, li, dt, dd, td, div')]
    .slice(0, 100)
    .map((element) => element.textContent.slice(0, 200))
    .join(' ')}`.slice(0, SAMPLE);
}

function byScript(text: string): string[] {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.filter(([, script]) => (text.match(script)?.length ?? 0) > letters * SHARE).map(
    ([language]) => language,
  );
  // Kana are few where Chinese characters are many; some Cyrillic letters are one language's own.
  if (found.includes('zh') && /[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(text)) found.push('ja');
  if (found.includes('uk') && /[ыэъё]/i.test(text)) return /[іїєґ]/i.test(text) ? [...found, 'ru'] : ['ru'];
  return found.includes('uk') && !/[іїєґ]/i.test(text) ? [...found, 'ru'] : found;
}

function byLittleWords(text: string): string[] {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const languages = new Map<string, string[]>();
  for (const [language, list] of Object.entries(LITTLE_WORDS))
    for (const word of list.split(' ')) languages.set(word, [...(languages.get(word) ?? []), language]);
  const counts = new Map<string, number>();
  for (const word of words)
    for (const language of languages.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1);
  const most = Math.max(0, ...counts.values());
  return words.length < 20 || most < words.length * LITTLE
    ? []
    : [...counts].filter(([, count]) => count > most * NEAR).map(([language]) => language);
}
