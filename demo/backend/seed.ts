import { sha256 } from './access.js';
import type { Database } from './sql.js';
import { clean, cleanLine } from './input.js';
import { insertComments, lockThread, type NewRow } from './thread-changes.js';
import type { SeedComment, SeedReply } from './types.js';

/** Inserts comments that are not there yet; what readers and moderators made of them stays. */
export async function seed(db: Database, comments: readonly SeedComment[]): Promise<void> {
  const threads = new Map<string, SeedComment[]>();
  for (const comment of comments) {
    const list = threads.get(comment.thread);
    if (list) list.push(comment);
    else threads.set(comment.thread, [comment]);
  }
  for (const [key, list] of threads) {
    await db.transaction(async (tx) => {
      await tx.query('INSERT INTO threads (key, url, title, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT (key) DO NOTHING', [
        key,
        list[0]!.url,
        list[0]!.title ?? null,
        new Date(list[0]!.createdAt),
      ]);
      const thread = await lockThread(tx, { key });
      const rows: NewRow[] = [];
      for (const [place, comment] of list.entries()) collect(rows, comment, undefined, `${key} ${place}`, comment.pinned);
      await insertComments(tx, thread, rows);
    });
  }
}

function collect(rows: NewRow[], comment: SeedReply, parentId: string | undefined, place: string, pinned?: boolean): void {
  const id = comment.id ?? idOf(place);
  const text = clean(comment.text);
  rows.push({
    id,
    parentId,
    author: undefined,
    name: cleanLine(comment.author.name),
    url: comment.author.url,
    badge: comment.author.badge,
    text,
    textHash: sha256(text),
    createdAt: new Date(comment.createdAt),
    editedAt: comment.editedAt === undefined ? undefined : new Date(comment.editedAt),
    status: 'published',
    score: comment.score,
    pinned,
  });
  for (const [number, reply] of (comment.replies ?? []).entries()) collect(rows, reply, id, `${place}.${number}`);
}

/** The same UUID for the same place every time (RFC 9562 version 8: custom). */
function idOf(place: string): string {
  const hex = Buffer.from(sha256(`afterword seed ${place}`), 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
