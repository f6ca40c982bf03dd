import { readJsonFile } from './file.js';
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

/** What either of them calls a comment nobody signed in for. */
const ANONYMOUS = /^(anonymous|[0-]+)$/;

/** The data file of Commento (version 1) and of Comentario (versions 1 and 3), gzipped or not. Their text is markdown already. */
export async function readCommento(path: string): Promise<Source> {
  const json = await readJsonFile(path, 'Commento or Comentario export');
  const version = isJson(json) ? json['version'] : undefined;
  if (!isJson(json) || !Array.isArray(json['comments']) || (version !== 1 && version !== 3)) {
    throw new UnreadableFile(
      `${path} is no Commento or Comentario export that is known here: it has no comments of version 1 or 3`,
    );
  }
  const source = emptySource('commento');
  const people = new Map<string, Json>();
  for (const person of objects(json['commenters'])) people.set(textOf(person['commenterHex'] ?? person['id']) ?? '', person);
  for (const page of objects(json['pages'])) {
    source.threads.set(textOf(page['id']) ?? '', {
      url: textOf(page['path']),
      title: textOf(page['title']),
      closed: page['isReadonly'] === true,
      createdAt: toDate(page['createdTime']),
    });
  }
  const comments = json['comments'] as unknown[];
  for (const comment of comments) {
    if (!isJson(comment)) source.leftOut.add('not to be read');
    else source.comments.push(version === 3 ? readNew(comment, people) : readOld(source, comment, people));
  }
  return source;
}

function readOld(source: Source, json: Json, people: ReadonlyMap<string, Json>): SourceComment {
  // Commento called the path an address, and Comentario calls it a path.
  const given = textOf(json['path']) || textOf(json['url']);
  const url = given === undefined ? undefined : `/${given.replace(/^\/+/, '')}`;
  const thread = url ?? '';
  if (!source.threads.has(thread)) source.threads.set(thread, { url });
  const parent = textOf(json['parentHex']);
  const text = textOf(json['markdown']) ?? '';
  const isGone = json['deleted'] === true || text === '[deleted]';
  return {
    id: textOf(json['commentHex']) ?? '',
    thread,
    parentId: parent === 'root' ? undefined : parent || undefined,
    ...personOf(textOf(json['commenterHex']), people),
    text,
    createdAt: toDate(json['creationDate']),
    status: isGone ? 'deleted' : json['state'] === 'approved' ? 'published' : 'pending',
    score: numberOf(json['score']),
  };
}

function readNew(json: Json, people: ReadonlyMap<string, Json>): SourceComment {
  const person = personOf(textOf(json['userCreated']), people);
  return {
    id: textOf(json['id']) ?? '',
    thread: textOf(json['pageId']) ?? '',
    parentId: textOf(json['parentId']) || undefined,
    ...person,
    name: textOf(json['authorName']) || person.name,
    text: textOf(json['markdown']) ?? '',
    createdAt: toDate(json['createdTime']),
    editedAt: toDate(json['editedTime']),
    status:
      json['isDeleted'] === true
        ? 'deleted'
        : json['isApproved'] === true
          ? 'published'
          : json['isPending'] === true
            ? 'pending'
            : 'rejected by a moderator',
    score: numberOf(json['score']),
    pinned: json['isSticky'] === true,
  };
}

function personOf(id: string | undefined, people: ReadonlyMap<string, Json>): Pick<SourceComment, 'name' | 'url' | 'badge'> {
  const person = id === undefined || ANONYMOUS.test(id) ? undefined : people.get(id);
  if (!person) return {};
  const link = textOf(person['link'] ?? person['websiteUrl']);
  return { name: textOf(person['name']), url: link, badge: person['isModerator'] === true ? 'staff' : undefined };
}

function objects(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}
