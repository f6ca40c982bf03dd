import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { createGzip } from 'node:zlib';

/**
 * An archive made up for measuring: 90 % of the articles belong to a story that runs for days or weeks and has names of its
 * own, all to one to three subjects with words of their own, and share a vocabulary in which the n-th word is as frequent as
 * 1/n (Zipf). Nothing but the seed decides what comes out.
 */
export interface GenerateOptions {
  /** Which articles, by number: those from 100,000 on are as much part of the same archive as those before. */
  from: number;
  to: number;
  seed?: number;
}

export interface GeneratedArticle {
  url: string;
  title: string;
  summary: string;
  text: string;
  tags: string[];
  section: string;
  author: string;
  image: string;
  date: string;
}

const WORDS = 60_000;
const SUBJECTS = 300;
const WORDS_OF_SUBJECT = 400;
const ARTICLES_OF_STORY = 9;
const YEARS = 12;
const END = Date.UTC(2026, 0, 1);
const SECTIONS = ['World', 'Politics', 'Business', 'Science', 'Culture', 'Sport', 'Opinion', 'Health'];

/** Mulberry32: small, quick, and the same everywhere. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let value = Math.imul(state ^ (state >>> 15), state | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
  };
}

const SYLLABLES = 'ba ce di fo gu la me ni po ru sa te vi zo ka le mi no pa re si to va en ar ol is an er un'.split(' ');

function spell(number: number, seed: number): string {
  const next = random(number * 7919 + seed);
  let word = '';
  const count = number < 120 ? 1 : 2 + Math.floor(next() * 3);
  for (let at = 0; at < count; at++) word += SYLLABLES[Math.floor(next() * SYLLABLES.length)];
  return word + (number < 900 ? '' : ['', 's', 'ed', 'ing', 'ion'][number % 5]);
}

/** Ranks by Zipf's law, by inversion of its continuous form. */
function zipf(next: () => number, count: number): number {
  return Math.min(count - 1, Math.floor(Math.exp(next() * Math.log(count + 1))) - 1);
}

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

export function* generate({ from, to, seed = 1 }: GenerateOptions): Generator<GeneratedArticle> {
  const common = Array.from({ length: WORDS }, (_, number) => spell(number, seed));
  const subjects = Array.from({ length: SUBJECTS }, (_, subject) => {
    const next = random(seed + subject * 31 + 5);
    return Array.from({ length: WORDS_OF_SUBJECT }, () => common[1000 + Math.floor(next() * (WORDS - 1000))]!);
  });
  for (let number = from; number < to; number++) {
    const next = random(seed * 1_000_003 + number);
    const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
    // The articles of a story are spread over the numbers, so that any stretch of them is a sample of the whole.
    const story = Math.floor(random(number ^ 0x5bd1e995)() * (100_000 / ARTICLES_OF_STORY));
    const ofStory = random(seed + story * 613);
    const isStory = next() < 0.9;
    const subject = subjects[Math.floor((isStory ? ofStory() : next()) * SUBJECTS)]!;
    const second = pick(subjects);
    const names = Array.from({ length: 5 }, (_, at) => capital(spell(1_000_000 + story * 5 + at, seed)));
    const phrases = Array.from({ length: 4 }, () =>
      [0, 0].map(() => subject[Math.floor(ofStory() * WORDS_OF_SUBJECT)]!).join(' '),
    );
    const start = END - ofStory() * YEARS * 365 * 864e5;
    const date = isStory ? Math.min(END, start + next() ** 2 * 60 * 864e5) : END - next() * YEARS * 365 * 864e5;
    const word = (): string => {
      const roll = next();
      if (isStory && roll < 0.03) return pick(names);
      if (isStory && roll < 0.045) return pick(phrases);
      if (roll < 0.17) return subject[zipf(next, WORDS_OF_SUBJECT)]!;
      if (roll < 0.21) return second[zipf(next, WORDS_OF_SUBJECT)]!;
      return common[zipf(next, WORDS)]!;
    };
    const sentence = (): string => {
      const words = Array.from({ length: 8 + Math.floor(next() * 18) }, word);
      return `${capital(words.join(' '))}.`;
    };
    const length = Math.round(Math.exp(3 + next() * 1.1 + next() * 0.6) * 0.55);
    const text = Array.from({ length }, sentence).join(' ');
    const title = capital(
      [
        pick(isStory ? names : subject),
        pick(isStory ? phrases : subject),
        word(),
        word(),
        subject[zipf(next, 30)]!,
        word(),
      ].join(' '),
    );
    const slug = title.toLowerCase().replaceAll(' ', '-');
    yield {
      url: `https://paper.example/${new Date(date).toISOString().slice(0, 10).replaceAll('-', '/')}/${slug}-${number}/`,
      title,
      summary: sentence(),
      text,
      tags: [pick(subject.slice(0, 12)), pick(subject.slice(0, 12)), ...(isStory ? [names[0]!] : [])],
      section: SECTIONS[subjects.indexOf(subject) % SECTIONS.length]!,
      author: capital(spell(2_000_000 + (number % 90), seed)),
      image: `https://paper.example/media/${slug}-${number}.jpg`,
      date: new Date(date).toISOString(),
    };
  }
}

/** Writes them as compressed JSON lines. */
export async function writeArticles(file: string, options: GenerateOptions): Promise<void> {
  const gzip = createGzip({ level: 1 });
  const done = once(gzip.pipe(createWriteStream(file)), 'finish');
  let lines = '';
  for (const article of generate(options)) {
    lines += `${JSON.stringify(article)}\n`;
    if (lines.length < 1 << 20) continue;
    if (!gzip.write(lines)) await once(gzip, 'drain');
    lines = '';
  }
  gzip.end(lines);
  await done;
}
