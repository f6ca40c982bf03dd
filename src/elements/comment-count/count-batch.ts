import type { CommentsPort } from '../../ports/comments.js';
import type { PageIdentity } from '../../ports/page.js';

type Answer = number | undefined;

interface Batch {
  pages: PageIdentity[];
  counts: Promise<readonly Answer[]>;
}

const open = new Map<string, Batch>();

/** What asks for a count of its own, if it has not, when one of the same backend is wanted. */
export const waiting = new Set<(key: string) => void>();

/**
 * The count of one page, asked together with every other count of the same backend that is wanted, or will be: an index page of
 * fifty articles makes one request, when the first comes into view. Rejects with what the port rejects with.
 */
export async function countTogether(port: CommentsPort, page: PageIdentity): Promise<Answer> {
  let batch = open.get(port.key);
  if (!batch) {
    const pages: PageIdentity[] = [];
    // Long enough for what makes a page to be done with it, too short to be noticed.
    const wait = new Promise((resolve) => setTimeout(resolve, 50));
    const counts = wait.then(() => {
      for (const join of waiting) join(port.key);
      open.delete(port.key);
      return port.counts!(pages, new AbortController().signal);
    });
    batch = { pages, counts };
    open.set(port.key, batch);
  }
  const index = batch.pages.push(page) - 1;
  return (await batch.counts)[index];
}
