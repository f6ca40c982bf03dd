import type { CommentsPort } from '../../ports/comments.js';
import type { PageIdentity } from '../../ports/page.js';

type Answer = number | undefined;

interface Batch {
  port: CommentsPort;
  pages: PageIdentity[];
  counts: Promise<readonly Answer[]>;
}

const open = new Map<string, Batch>();

/**
 * The count of one page, asked together with every other count that is wanted in the same moment of the same backend:
 * an index page of fifty articles makes one request. Rejects with what the port rejects with.
 */
export async function countTogether(port: CommentsPort, page: PageIdentity): Promise<Answer> {
  let batch = open.get(port.key);
  if (!batch) {
    const pages: PageIdentity[] = [];
    // Long enough for a page's elements to come into view together, too short to be noticed.
    const wait = new Promise((resolve) => setTimeout(resolve, 50));
    const counts = wait.then(() => {
      open.delete(port.key);
      return port.counts!(pages, new AbortController().signal);
    });
    batch = { port, pages, counts };
    open.set(port.key, batch);
  }
  const index = batch.pages.push(page) - 1;
  return (await batch.counts)[index];
}
