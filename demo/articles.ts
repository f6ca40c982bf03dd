import { readdir, readFile } from 'node:fs/promises';
import { html, raw } from 'hono/html';

const FOLDER = new URL('articles/', import.meta.url);

export interface Note {
  kind: 'fact' | 'tip';
  /** Paragraph as safe HTML. */
  html: string;
}

/** An article of the demo, its text already turned into safe HTML. */
export interface DemoArticle {
  slug: string;
  /** Path of its page. */
  path: string;
  title: string;
  summary: string;
  author: string;
  section: string;
  tags: readonly string[];
  /** RFC 3339. */
  published: string;
  /** Lead and sections as safe HTML, without questions and notes. */
  body: string;
  /** The same as plain text, for the feed. */
  text: string;
  questions: readonly { question: string; answer: string }[];
  notes: readonly Note[];
}

/** The seed article's place in the list; its page is demo/article.html as it lies on disk. */
export const SEED: Omit<DemoArticle, 'body' | 'text' | 'questions' | 'notes'> = {
  slug: 'us-russia-ukraine-talks',
  path: '/article.html',
  title: 'US, Russia & Ukraine Talks: Progress on Ending the War?',
  summary:
    'A second round of talks in Abu Dhabi brings American, Russian and Ukrainian delegations together and may change how the conflict is resolved.',
  author: 'Chief Editor',
  section: 'World',
  tags: ['Ukraine', 'Russia', 'United States', 'diplomacy', 'peace talks', 'security guarantees'],
  published: '2026-02-05T07:30:00Z',
};

/** All articles of demo/articles, newest first. */
export async function loadArticles(): Promise<readonly DemoArticle[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith('.md'));
  const articles = await Promise.all(
    names.map(async (name) => parseArticle(name.slice(0, -'.md'.length), await readFile(new URL(name, FOLDER), 'utf8'))),
  );
  return articles.sort((a, b) => b.published.localeCompare(a.published));
}

/**
 * One file: `key: value` lines between two `---`, then paragraphs and `##` sections. `### Question?` starts a question of
 * the FAQ; a paragraph that starts with `Did you know?` or `Pro tip:` is a note.
 */
export function parseArticle(slug: string, file: string): DemoArticle {
  const [, head = '', content = ''] = /^---\n([^]*?)\n---\n([^]*)$/.exec(file) ?? [];
  const fields = new Map(head.split('\n').map((line) => splitOnce(line, ':')));
  const field = (name: string): string => {
    const value = fields.get(name);
    if (!value) throw new Error(`demo/articles/${slug}.md has no "${name}"`);
    return value;
  };

  const body: string[] = [];
  const text: string[] = [];
  const questions: { question: string; answer: string }[] = [];
  const notes: Note[] = [];
  for (const block of content.trim().split(/\n{2,}/)) {
    const line = block.replace(/\s+/g, ' ').trim();
    // The page has its own heading for the questions that follow.
    if (line === '## FAQ') continue;
    const note = /^(Did you know\?|Pro tip:) (.+)$/.exec(line);
    const question = questions.at(-1);
    if (line.startsWith('### ')) {
      questions.push({ question: line.slice(4), answer: '' });
    } else if (note) {
      const [, label, words] = note;
      notes.push({ kind: label === 'Pro tip:' ? 'tip' : 'fact', html: paragraph(`**${label}** ${words}`) });
    } else if (question) {
      question.answer += paragraph(line);
    } else if (line.startsWith('## ')) {
      body.push(String(html`<h2>${line.slice(3)}</h2>`));
      text.push(line.slice(3));
    } else {
      body.push(paragraph(line));
      text.push(plain(line));
    }
  }
  return {
    slug,
    path: `/articles/${slug}`,
    title: field('title'),
    summary: field('summary'),
    author: field('author'),
    section: field('section'),
    tags: field('tags').split(/\s*,\s*/),
    published: field('published'),
    body: body.join('\n'),
    text: text.join('\n\n'),
    questions,
    notes,
  };
}

const LINK = /\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Text with `[links](address)`, `_emphasis_` and `**weight**` as an HTML paragraph; everything else is escaped. */
function paragraph(text: string): string {
  const escaped = String(html`${text}`);
  const marked = escaped
    .replace(LINK, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\b_([^_]+)_\b/g, '<em>$1</em>');
  return String(html`<p>${raw(marked)}</p>`);
}

function plain(text: string): string {
  return text.replace(LINK, '$1').replace(/\b_([^_]+)_\b/g, '$1');
}

function splitOnce(line: string, separator: string): [string, string] {
  const at = line.indexOf(separator);
  return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}
