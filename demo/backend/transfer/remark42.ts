import { decodeEntities } from '../../../src/content/entities.js';
import { parseLine, readLines } from './file.js';
import { htmlToMarkdown } from './markdown.js';
import { emptySource, isJson, numberOf, textOf, toDate, UnreadableFile, type Json, type Source } from './source.js';

/** Remark42's backup: gzipped JSON lines, the first of them about users and pages. */
export async function readRemark42(path: string): Promise<Source> {
  const source = emptySource('remark42');
  const closed = new Set<string>();
  let isFirst = true;
  for await (const { line, isWhole } of readLines(path)) {
    if (!line.trim()) continue;
    const parsed = parseLine(line);
    const json = isJson(parsed) ? parsed : undefined;
    if (isFirst) {
      if (json?.['version'] !== 1)
        throw new UnreadableFile(`${path} is no Remark42 backup: its first line is not of version 1`);
      for (const post of Array.isArray(json['posts']) ? json['posts'] : []) {
        if (isJson(post) && post['read_only'] === true) closed.add(textOf(post['url']) ?? '');
      }
      isFirst = false;
    } else if (json) readComment(source, json, closed);
    else if (isWhole) source.leftOut.add('not to be read');
    else throw new UnreadableFile(`${path} ends in the middle of a line: it was not copied whole`);
  }
  if (isFirst) throw new UnreadableFile(`${path} is no Remark42 backup: it is empty`);
  return source;
}

function readComment(source: Source, json: Json, closed: ReadonlySet<string>): void {
  const locator = isJson(json['locator']) ? json['locator'] : {};
  const user = isJson(json['user']) ? json['user'] : {};
  const edit = isJson(json['edit']) ? json['edit'] : {};
  const url = textOf(locator['url']);
  const thread = url ?? '';
  const known = source.threads.get(thread);
  if (!known) source.threads.set(thread, { url, title: textOf(json['title']), closed: closed.has(thread) });
  else known.title ??= textOf(json['title']);
  source.comments.push({
    id: `${textOf(locator['site']) ?? ''} ${textOf(json['id']) ?? ''}`.trim(),
    thread,
    parentId: json['pid'] ? `${textOf(locator['site']) ?? ''} ${textOf(json['pid']) ?? ''}`.trim() : undefined,
    name: decodeEntities(textOf(user['name']) ?? ''),
    badge: user['admin'] === true ? 'staff' : undefined,
    text: htmlToMarkdown(textOf(json['text']) ?? ''),
    createdAt: toDate(json['time']),
    editedAt: toDate(edit['time']),
    status: json['delete'] === true ? 'deleted' : 'published',
    score: numberOf(json['score']),
    pinned: json['pin'] === true,
  });
}
