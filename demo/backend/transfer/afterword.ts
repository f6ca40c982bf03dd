import { z } from 'zod';
import { threadSchema, uuidSchema } from '../input.js';
import { parseLine, readLines } from './file.js';
import { emptySource, isJson, UnreadableFile, type Source } from './source.js';

/** The lines of a file of our own, which `docs/backend.md` describes: a first one, threads and their comments, a last one. */
export const FIRST_LINE = { afterword: 'comments', version: 1 } as const;

const timeSchema = z.iso.datetime().transform((time) => new Date(time));

const threadLine = z.object({
  key: threadSchema,
  url: z.string(),
  title: z.string().nullable(),
  closed: z.boolean(),
  moderated: z.boolean().nullable(),
  created: timeSchema,
});

const commentLine = z.object({
  thread: z.string(),
  id: uuidSchema,
  parent: uuidSchema.nullable(),
  author: z.object({
    name: z.string(),
    url: z.string().optional(),
    badge: z.enum(['author', 'staff']).optional(),
  }),
  created: timeSchema,
  edited: timeSchema.nullable(),
  status: z.enum(['published', 'pending', 'deleted']),
  score: z.int().min(-2_147_483_648).max(2_147_483_647),
  pinned: z.boolean(),
  text: z.string().nullable(),
  editedText: z.string().optional(),
});

const endLine = z.object({ threads: z.int(), comments: z.int() });

export type ThreadLine = z.input<typeof threadLine>;
export type CommentLine = z.input<typeof commentLine>;
export type EndLine = z.input<typeof endLine>;

/** What `npm run comments:export` writes. */
export async function readAfterword(path: string): Promise<Source> {
  const source = emptySource();
  const counts = { threads: 0, comments: 0 };
  let isFirst = true;
  let end: z.output<typeof endLine> | undefined;
  for await (const { line } of readLines(path)) {
    if (!line.trim()) continue;
    const json = parseLine(line);
    if (isFirst) {
      if (!isJson(json) || json['afterword'] !== FIRST_LINE.afterword || json['version'] !== FIRST_LINE.version) {
        throw new UnreadableFile(`${path} is no export of this backend: its first line is not ${JSON.stringify(FIRST_LINE)}`);
      }
      isFirst = false;
    } else if (isJson(json) && 'end' in json) end = endLine.safeParse(json['end']).data;
    else if (isJson(json) && 'key' in json) {
      counts.threads++;
      readThread(source, json);
    } else {
      counts.comments++;
      readComment(source, json);
    }
  }
  if (isFirst) throw new UnreadableFile(`${path} is no export of this backend: it is empty`);
  if (end?.threads !== counts.threads || end.comments !== counts.comments) {
    throw new UnreadableFile(`${path} is not whole: its last line must say how many threads and comments it holds`);
  }
  return source;
}

function readThread(source: Source, json: unknown): void {
  const { data } = threadLine.safeParse(json);
  // Its comments are counted as those of a thread that is not known.
  if (data) source.threads.set(data.key, { ...data, title: data.title ?? undefined, createdAt: data.created });
}

function readComment(source: Source, json: unknown): void {
  const { data } = commentLine.safeParse(json);
  if (!data) {
    source.leftOut.add('not to be read');
    return;
  }
  source.comments.push({
    id: data.id,
    thread: data.thread,
    parentId: data.parent ?? undefined,
    ...data.author,
    text: data.text ?? '',
    editedText: data.editedText,
    createdAt: data.created,
    editedAt: data.edited ?? undefined,
    status: data.status,
    score: data.score,
    pinned: data.pinned,
  });
}
