import { readJsonFile, readStart } from './file.js';
import {
  emptySource,
  isJson,
  numberOf,
  textOf,
  toDate,
  UnreadableFile,
  type Json,
  type Source,
  type SourceComment,
} from './source.js';

/** What writes the file, without the addresses of people that are in the database, too. */
export const ISSO_COMMAND =
  `sqlite3 -json comments.db "SELECT c.id, c.parent, c.created, c.modified, c.mode, c.text, c.author, c.website, ` +
  `c.likes, c.dislikes, t.uri, t.title FROM comments c JOIN threads t ON t.id = c.tid" > isso.json`;

/** Isso's `mode`. */
const STATUS: Readonly<Record<number, SourceComment['status']>> = { 1: 'published', 2: 'pending', 4: 'deleted' };

/** The comments of an Isso database as `ISSO_COMMAND` writes them: Node 20 cannot read SQLite itself. Their text is markdown. */
export async function readIsso(path: string, site: URL): Promise<Source> {
  if ((await readStart(path)).toString('latin1').startsWith('SQLite format 3')) {
    throw new UnreadableFile(
      `${path} is Isso's database. Make a file of it first, with SQLite's own program:\n${ISSO_COMMAND}`,
    );
  }
  const json = await readJsonFile(path, 'list of Isso comments');
  if (!Array.isArray(json) || !json.some((row) => isJson(row) && 'uri' in row && 'mode' in row)) {
    throw new UnreadableFile(`${path} is no list of Isso comments. This makes one:\n${ISSO_COMMAND}`);
  }
  const source = emptySource(`isso ${site.host}`);
  for (const row of json as unknown[]) {
    if (isJson(row)) readComment(source, row);
    else source.leftOut.add('not to be read');
  }
  return source;
}

function readComment(source: Source, row: Json): void {
  const url = textOf(row['uri']);
  const thread = url ?? '';
  if (!source.threads.has(thread)) source.threads.set(thread, { url, title: textOf(row['title']) });
  source.comments.push({
    id: textOf(row['id']) ?? '',
    thread,
    parentId: textOf(row['parent']),
    name: textOf(row['author']),
    url: textOf(row['website']),
    text: textOf(row['text']) ?? '',
    createdAt: seconds(row['created']),
    editedAt: seconds(row['modified']),
    status: STATUS[numberOf(row['mode']) ?? 0] ?? 'pending',
    score: (numberOf(row['likes']) ?? 0) - (numberOf(row['dislikes']) ?? 0),
  });
}

function seconds(value: unknown): Date | undefined {
  const number = numberOf(value);
  return number === undefined ? undefined : toDate(Math.round(number * 1000));
}
