import type { Comment, CommentPage, CommentsPort, CommentSort, NewComment } from '../../src/ports/comments.js';
import type { PageIdentity } from '../../src/ports/page.js';
import type { Block, Inline } from '../../src/ports/rich-text.js';
import { asError, assert, fails, rejects, signal, type ContractCase } from './assert.js';

/** What a comments adapter brings to be measured. */
export interface CommentsContractSetup {
  port: CommentsPort;
  /** A page that has no comments yet and publishes new ones at once; another one at each call. What is written is measured with it. */
  freshPage?: (() => PageIdentity | Promise<PageIdentity>) | undefined;
  /**
   * A page that has comments already, and at least one reply where the backend nests. Enough for a backend that can only be read,
   * or one whose answers are recorded and remember nothing.
   */
  busyPage?: (() => PageIdentity | Promise<PageIdentity>) | undefined;
  /** The same backend as another reader sees it: what only others may do, or may not, is measured with it. */
  someoneElse?: CommentsPort | undefined;
  /** A page that takes no comments. */
  closedPage?: (() => PageIdentity | Promise<PageIdentity>) | undefined;
  /** A page whose comments wait for a moderator: the page to bring for a backend where all of them do. */
  moderatedPage?: (() => PageIdentity | Promise<PageIdentity>) | undefined;
  /** A port on a backend that is down. */
  broken?: CommentsPort | undefined;
  /**
   * Comments that may be posted in a row without being refused, for paging, and how many replies to one comment can be reached;
   * 25 by default, 0 leaves both out.
   */
  manyComments?: number | undefined;
}

const SORTS: readonly CommentSort[] = ['best', 'newest', 'oldest', 'replies'];
const OPTIONAL = ['replies', 'get', 'counts', 'watch', 'post', 'edit', 'remove', 'vote', 'report'] as const;

/**
 * The promises of `CommentsPort`, one case each, for any test framework: `for (const { name, run } of await
 * commentsContract(setup)) it(name, run)`. `setup` is called once now, to see what the backend can do, and once per case.
 * A promise about a capability that the port lacks, or about a page that `setup` does not bring, is no case.
 */
export async function commentsContract(setup: () => Promise<CommentsContractSetup>): Promise<ContractCase[]> {
  const { port, freshPage, busyPage, someoneElse, closedPage, moderatedPage, broken, manyComments = 25 } = await setup();
  const somePage = freshPage ?? busyPage ?? moderatedPage ?? closedPage;
  assert(somePage, 'bring a page: `freshPage`, `busyPage`, `moderatedPage` or `closedPage`');
  const cases: ContractCase[] = [];
  /** A case exists only where the pages it needs do. */
  type Page = () => PageIdentity | Promise<PageIdentity>;
  type Given = CommentsContractSetup & { freshPage: Page; busyPage: Page };
  const promise = (isMade: unknown, name: string, run: (given: Given) => Promise<void>) => {
    if (isMade) cases.push({ name, run: async () => run((await setup()) as Given) });
  };
  /** Any page will do. */
  const anyPage = async (): Promise<PageIdentity> => somePage();

  promise(true, 'has a key that is the same on every page load', async ({ port }) => {
    const again = (await setup()).port;
    assert(typeof port.key === 'string' && port.key !== '', 'the key is empty');
    assert(port.key === again.key, `the key changed from ${port.key} to ${again.key}`);
  });

  promise(true, 'says what it can do, and only that', async ({ port }) => {
    assert(port.sorts.length > 0, 'a list has an order');
    assert(new Set(port.sorts).size === port.sorts.length, 'an order is named twice');
    for (const sort of port.sorts) assert(SORTS.includes(sort), `"${sort}" is no order of the port`);
    for (const method of OPTIONAL) {
      assert(!(method in port) || typeof port[method] === 'function', `${method} is there and is no function`);
    }
    assert(Boolean(port.composer) === Boolean(port.post), '`composer` is present exactly when `post` is');
    assert((port.lowestVote !== undefined) === Boolean(port.vote), '`lowestVote` is present exactly when `vote` is');
    if (port.composer) assert(port.composer.maxLength > 0, '`maxLength` leaves room for no comment');
  });

  promise(freshPage, 'lists a page nobody has written under, in every order it names', async ({ port, freshPage }) => {
    const page = await freshPage();
    for (const sort of port.sorts) {
      const answer = await port.list(page, { sort }, signal());
      checkPage(answer);
      assert(answer.comments.length === 0, `a fresh page lists ${answer.comments.length} comments`);
      assert(!answer.cursor, 'there is nothing after nothing');
    }
  });

  promise(true, 'does not start when the signal is aborted already', async ({ port }) => {
    const page = await anyPage();
    await rejects(() => port.list(page, { sort: port.sorts[0]! }, AbortSignal.abort()), 'listing');
    if (port.watch) await rejects(() => port.watch!(page, () => undefined, AbortSignal.abort()), 'watching');
  });

  promise(true, 'stops when its signal is aborted', async ({ port }) => {
    const page = await anyPage();
    const controller = new AbortController();
    const listing = port.list(page, { sort: port.sorts[0]! }, controller.signal);
    controller.abort();
    await rejects(() => listing, 'listing', 1000);
  });

  promise(broken, 'fails with a code of the vocabulary when the backend is down', async ({ broken }) => {
    const page = await anyPage();
    const acts: (() => Promise<unknown> | undefined)[] = [
      () => broken!.list(page, { sort: broken!.sorts[0]! }, signal()),
      () => broken!.replies?.(page, { parentId: '1', cursor: '1' }, signal()),
      () => broken!.get?.(page, '1', signal()),
      () => broken!.post?.(page, newComment(), signal()),
      () => broken!.edit?.(page, '1', 'Other words', signal()),
      () => broken!.remove?.(page, '1', signal()),
      () => broken!.vote?.(page, '1', 1, signal()),
      () => broken!.report?.(page, '1', { reason: 'spam' }, signal()),
    ];
    for (const act of acts) {
      const running = act();
      if (running) await fails(() => running);
    }
  });

  promise(busyPage, 'lists a page that has comments, in every order it names, each once', async ({ port, busyPage }) => {
    const page = await busyPage();
    for (const sort of port.sorts) {
      const answer = await port.list(page, { sort }, signal());
      checkPage(answer);
      assert(answer.comments.length > 0, `the ${sort} list is empty`);
      const ids = answer.comments.map(({ id }) => id);
      assert(new Set(ids).size === ids.length, `${sort}: a comment is listed twice`);
      assert(!answer.comments.some(({ id, parentId }) => id === parentId), `${sort}: a comment answers itself`);
      const { total, elsewhere } = answer.thread ?? {};
      assert(total === undefined || (Number.isInteger(total) && total >= 0), `the total is ${total}`);
      if (elsewhere) assert(/^https?:/.test(elsewhere.url) && elsewhere.name, 'where to answer is no web address with a name');
    }
  });

  promise(busyPage, 'answers the same to the same question, and leaves the page identity alone', async ({ port, busyPage }) => {
    const page = Object.freeze(await busyPage());
    const list = () => port.list(page, { sort: port.sorts[0]! }, signal());
    assert(JSON.stringify(await list()) === JSON.stringify(await list()), 'the two answers differ');
  });

  promise(busyPage && port.counts, 'counts as many pages as it is asked for', async ({ port, busyPage }) => {
    const page = await busyPage();
    const counts = await port.counts!([page, { url: 'https://paper.example/never-written' }, page], signal());
    assert(counts.length === 3, `${counts.length} answers to 3 questions`);
    for (const count of counts) {
      assert(count === undefined || (Number.isInteger(count) && count >= 0), `${String(count)} is no number of comments`);
    }
  });

  promise(
    busyPage && port.post,
    'answers a comment with what became of it, as its author’s own',
    async ({ port, busyPage }) => {
      const page = await busyPage();
      const { status, comment } = await port.post!(page, newComment(), signal());
      assert(status === 'published' || status === 'pending', `the outcome is "${status}"`);
      checkComment(comment);
      assert(comment.status === status, `the outcome is "${status}" and the comment "${comment.status}"`);
      assert(comment.own === true, 'it is not said to be the reader’s own');
    },
  );

  promise(busyPage && port.vote, 'answers a vote with a score', async ({ port, busyPage }) => {
    const page = await busyPage();
    const { comments } = await port.list(page, { sort: port.sorts[0]! }, signal());
    // A backend may refuse a vote for what the reader wrote, or the second from one address.
    const outcome = await port.vote!(page, comments[0]!.id, 1, signal()).catch((thrown: unknown) => asError(thrown));
    if ('score' in outcome) assert(Number.isFinite(outcome.score) && outcome.vote === 1, 'the answer is no score and vote');
  });

  promise(freshPage && port.post, 'lists what was posted, once, as its author typed it', async ({ port, freshPage }) => {
    const page = await freshPage();
    const draft = newComment({ text: 'Fish & chips <b>are</b> 3 < 4 and __proto__ is a word.', name: 'Zoë O’Neil' });
    const comment = await publish(port, page, draft);
    assert(plain(comment.content).includes('<b>are</b> 3 < 4'), `the text became "${plain(comment.content)}"`);
    const listed = await everything(port, page);
    assert(listed.length === 1 && listed[0]!.id === comment.id, `the list holds ${listed.map(({ id }) => id).join()}`);
    assert(plain(listed[0]!.content).includes('<b>are</b> 3 < 4'), `the text became "${plain(listed[0]!.content)}"`);
    if (port.composer!.name === 'required') {
      assert(listed[0]!.author.name === 'Zoë O’Neil', `the name became "${listed[0]!.author.name}"`);
    }
  });

  promise(
    freshPage && port.post,
    'makes one comment of a post that is repeated with the same id',
    async ({ port, freshPage }) => {
      const page = await freshPage();
      const draft = newComment();
      const first = await publish(port, page, draft);
      const second = await publish(port, page, draft);
      assert(second.id === first.id, 'the repeat answered another comment');
      assert((await everything(port, page)).length === 1, 'the comment is there twice');
    },
  );

  promise(freshPage && port.post, 'makes one comment of the same post sent twice at once', async ({ port, freshPage }) => {
    const page = await freshPage();
    const draft = newComment();
    const tries = await Promise.allSettled([port.post!(page, draft, signal()), port.post!(page, draft, signal())]);
    assert(
      tries.some((attempt) => attempt.status === 'fulfilled'),
      'neither try succeeded',
    );
    assert((await everything(port, page)).length === 1, 'the comment is there twice, or not at all');
  });

  promise(freshPage && port.post, 'keeps a reply below its parent', async ({ port, freshPage }) => {
    const page = await freshPage();
    const parent = await publish(port, page, newComment());
    const reply = await publish(port, page, newComment({ parentId: parent.id }));
    assert(reply.parentId === parent.id, `the parent became "${reply.parentId}"`);
    const listed = (await everything(port, page)).find(({ id }) => id === reply.id);
    assert(listed?.parentId === parent.id, 'the reply is not listed below its parent');
  });

  promise((freshPage ?? moderatedPage) && port.post, 'refuses a comment without words', async ({ port }) => {
    const page = await (freshPage ?? moderatedPage)!();
    const post = () => port.post!(page, newComment({ text: ' \n\t ' }), signal());
    const thrown = await fails(post, ['invalid'], 'a comment of nothing but spaces');
    assert(thrown.field === 'text', `the field is "${thrown.field}" and not "text"`);
  });

  promise(
    (freshPage ?? moderatedPage) && port.post && Number.isFinite(port.composer?.maxLength),
    'refuses a comment that is too long, instead of cutting it',
    async ({ port }) => {
      const page = await (freshPage ?? moderatedPage)!();
      const { maxLength } = port.composer!;
      const text = 'long '.repeat(Math.ceil((maxLength + 1) / 5)).trimEnd() + '!!!!!';
      const post = () => port.post!(page, newComment({ text }), signal());
      await fails(post, ['invalid'], `a comment longer than composer.maxLength, ${maxLength},`);
    },
  );

  promise(port.post && closedPage, 'says that a closed thread takes nothing', async ({ port, closedPage }) => {
    const page = await closedPage!();
    const { thread } = await port.list(page, { sort: port.sorts[0]! }, signal());
    assert(thread?.closed === true, 'the list does not say that it is closed');
    await fails(() => port.post!(page, newComment(), signal()), ['closed'], 'a comment in a closed thread');
  });

  promise(
    port.post && moderatedPage,
    'says that a comment waits for a moderator',
    async ({ port, moderatedPage, someoneElse }) => {
      const page = await moderatedPage!();
      const { status, comment } = await port.post!(page, newComment(), signal());
      assert(
        status === 'pending' && comment.status === 'pending',
        `the outcome is "${status}" and the comment "${comment.status}"`,
      );
      if (!someoneElse) return;
      const seen = await everything(someoneElse, page);
      assert(!seen.some(({ id }) => id === comment.id), 'others see what nobody has approved');
    },
  );

  promise(
    port.post && moderatedPage,
    'makes one comment of a post that is repeated while it waits for a moderator',
    async ({ port, moderatedPage }) => {
      const page = await moderatedPage!();
      const draft = newComment();
      const [first, second] = [await port.post!(page, draft, signal()), await port.post!(page, draft, signal())];
      assert(second.comment.id === first.comment.id, 'the repeat answered another comment');
      assert(second.status === 'pending', `the outcome of the repeat is "${second.status}"`);
    },
  );

  promise(
    freshPage && port.post && manyComments,
    'pages without repeats and without gaps while others write',
    async ({ port, freshPage }) => {
      const page = await freshPage();
      const ids = new Set<string>();
      for (let n = 1; n <= manyComments; n++) {
        ids.add((await publish(port, page, newComment({ text: `Number ${n} of many` }))).id);
      }
      for (const sort of port.sorts) {
        const seen = new Map<string, number>();
        let cursor: string | undefined;
        for (let pages = 0; pages === 0 || cursor; pages++) {
          assert(pages <= manyComments, `the ${sort} list never ends`);
          const answer = await port.list(page, { sort, cursor }, signal());
          checkPage(answer);
          for (const { id } of answer.comments) seen.set(id, (seen.get(id) ?? 0) + 1);
          cursor = answer.cursor;
          if (pages === 0 && cursor) await publish(port, page, newComment({ text: `Written while ${sort} was read` }));
        }
        const why = 'a cursor has to name a place in the list; a count of comments or pages moves when others write';
        for (const [id, times] of seen) assert(times === 1, `${sort}: ${id} is listed ${times} times: ${why}`);
        for (const id of ids) assert(seen.has(id), `${sort}: ${id} is on no page: ${why}`);
      }
    },
  );

  promise(freshPage && port.post && manyComments, 'reaches every reply once', async ({ port, freshPage }) => {
    const page = await freshPage();
    const parent = await publish(port, page, newComment({ text: 'What do you think?' }));
    const replies = new Set<string>();
    for (let n = 1; n <= Math.min(manyComments, 12); n++) {
      replies.add((await publish(port, page, newComment({ text: `Answer ${n}`, parentId: parent.id }))).id);
    }
    const listed = (await everything(port, page)).map(({ id }) => id);
    assert(new Set(listed).size === listed.length, 'a comment is listed twice');
    for (const id of replies) {
      assert(listed.includes(id), `the reply ${id} is never listed: what a page leaves out is announced in \`moreReplies\``);
    }
  });

  promise(freshPage && port.post && port.get, 'finds one comment with all its ancestors', async ({ port, freshPage }) => {
    const page = await freshPage();
    const chain: string[] = [];
    for (let depth = 0; depth < 6; depth++) {
      chain.push((await publish(port, page, newComment({ text: `Level ${depth}`, parentId: chain.at(-1) }))).id);
    }
    const answer = await port.get!(page, chain.at(-1)!, signal());
    checkPage(answer);
    const found = new Set(answer.comments.map(({ id }) => id));
    for (const id of chain) assert(found.has(id), `${id} is missing`);
  });

  promise(freshPage && port.get, 'says that a comment does not exist', async ({ port, freshPage }) => {
    const page = await freshPage();
    for (const id of [crypto.randomUUID(), '__proto__', '../secret', 'no such\u0000thing', '🦉']) {
      await fails(() => port.get!(page, id, signal()), ['not-found']);
    }
  });

  promise(freshPage && port.post && port.counts, 'counts many pages in the order asked', async ({ port, freshPage }) => {
    const [busy, quiet] = [await freshPage(), await freshPage()];
    const posted = await publish(port, busy, newComment());
    await publish(port, busy, newComment({ parentId: posted.id }));
    const counts = await port.counts!([quiet, busy, quiet, busy], signal());
    assert(counts.length === 4, `${counts.length} answers to 4 questions`);
    assert(counts[1] === 2 && counts[3] === 2, `two comments count ${counts[1]} and ${counts[3]}`);
    assert(!counts[0] && !counts[2], 'a page without comments has some');
  });

  promise(freshPage && port.post && port.watch, 'tells of a new comment until it is told to stop', async (given) => {
    const { port } = given;
    const page = await given.freshPage();
    const controller = new AbortController();
    const heard: number[] = [];
    const watching = rejects(() => port.watch!(page, (total) => heard.push(total), controller.signal), 'watching', Infinity);
    let written = 0;
    // Nobody says when a watch has begun: what is written before it has may never be told.
    for (const patience of [1000, 5000]) {
      await publish(port, page, newComment());
      written++;
      if (await settles(() => heard.at(-1) === written, patience)) break;
    }
    assert(heard.at(-1) === written, `${written} comments were written, and the totals heard are: ${heard.join() || 'none'}`);
    assert(
      heard.every((total) => Number.isInteger(total) && total >= 0 && total <= written),
      `the totals heard are ${heard.join()}`,
    );
    const reason = new Error('the element is gone');
    controller.abort(reason);
    assert((await watching) === reason, 'it did not end with the reason it was aborted with');
    const before = heard.length;
    await publish(port, page, newComment());
    // Longer than a backend takes to look for what is new.
    await settles(() => heard.length > before, 2000);
    assert(heard.length === before, 'it went on after it was told to stop');
  });

  promise(freshPage && port.post && port.edit, 'changes one’s own words', async ({ port, freshPage }) => {
    const page = await freshPage();
    const { id } = await publish(port, page, newComment({ text: 'Fitrs thought' }));
    const { status, comment } = await port.edit!(page, id, 'First thought', signal());
    checkComment(comment);
    assert(status === 'published', `the outcome is "${status}"`);
    assert(comment.id === id, 'the edit answered another comment');
    assert(plain(comment.content) === 'First thought', `the text became "${plain(comment.content)}"`);
    const listed = await everything(port, page);
    assert(plain(listed[0]!.content) === 'First thought', `the list says "${plain(listed[0]!.content)}"`);
  });

  promise(
    freshPage && port.post && port.edit && someoneElse,
    'does not change anybody else’s words',
    async ({ port, freshPage, someoneElse }) => {
      const page = await freshPage();
      const { id } = await publish(port, page, newComment({ text: 'Mine' }));
      const thrown = await fails(
        () => someoneElse!.edit!(page, id, 'Ours', signal()),
        ['forbidden', 'login-needed', 'not-found'],
      );
      assert(plain((await everything(port, page))[0]!.content) === 'Mine', `changed in spite of ${thrown.code}`);
    },
  );

  promise(freshPage && port.post && port.remove, 'removes a comment nobody answered', async ({ port, freshPage }) => {
    const page = await freshPage();
    const { id } = await publish(port, page, newComment({ text: 'Regretted' }));
    await port.remove!(page, id, signal());
    for (const left of await everything(port, page)) {
      assert(left.status === 'deleted', 'the comment is still there');
      assert(!plain(left.content).includes('Regretted'), 'the words are still there');
    }
  });

  promise(
    freshPage && port.post && port.remove,
    'keeps the replies to a comment that is removed',
    async ({ port, freshPage }) => {
      const page = await freshPage();
      const parent = await publish(port, page, newComment({ text: 'Regretted' }));
      const reply = await publish(port, page, newComment({ text: 'Answer', parentId: parent.id }));
      // A backend may refuse to remove what was answered; then everything stays.
      const refused = await port.remove!(page, parent.id, signal()).then(
        () => false,
        (thrown: unknown) => {
          assert(asError(thrown).code === 'forbidden', `removing failed with ${asError(thrown).code}`);
          return true;
        },
      );
      const listed = await everything(port, page);
      assert(
        listed.some(({ id }) => id === reply.id),
        'the reply is gone',
      );
      for (const comment of listed) {
        if (comment.id === parent.id && !refused) assert(comment.status === 'deleted', 'the comment is no tombstone');
      }
      if (!refused) assert(!listed.some(({ content }) => plain(content).includes('Regretted')), 'the words are still there');
    },
  );

  promise(
    freshPage && port.post && port.vote && someoneElse?.vote,
    'counts one vote per reader, changes it and takes it back',
    async ({ port, freshPage, someoneElse }) => {
      const page = await freshPage();
      const comment = await publish(port, page, newComment());
      const before = comment.score ?? 0;
      const vote = async (value: -1 | 0 | 1) => (await someoneElse!.vote!(page, comment.id, value, signal())).score - before;
      assert((await vote(1)) === 1, 'a vote does not count');
      assert((await vote(1)) === 1, 'a repeated vote counts twice');
      if (port.lowestVote === -1) assert((await vote(-1)) === -1, 'a vote cannot be changed');
      assert((await vote(0)) === 0, 'a vote cannot be taken back');
      await vote(1);
      const seen = (await everything(someoneElse!, page)).find(({ id }) => id === comment.id);
      assert(seen?.score === before + 1, `the list says ${seen?.score}`);
    },
  );

  promise(freshPage && port.post && port.report && someoneElse?.report, 'takes a report, and the same again', async (given) => {
    const page = await given.freshPage();
    const { id } = await publish(given.port, page, newComment());
    for (let time = 0; time < 2; time++) {
      await given.someoneElse!.report!(page, id, { reason: 'spam', note: 'Buy <b>now</b>' }, signal());
    }
  });

  return cases;
}

/** Whether a condition comes true in time. */
async function settles(condition: () => boolean, patience: number): Promise<boolean> {
  for (const end = Date.now() + patience; !condition() && Date.now() < end;) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return condition();
}

let made = 0;

/** Different words each time: many backends refuse the same twice. */
function newComment(more: Partial<NewComment> = {}): NewComment {
  const number = ++made;
  return Object.freeze({
    id: crypto.randomUUID(),
    text: `Comment number ${number}, ${Date.now()}`,
    name: 'Contract reader',
    email: 'reader@example.org',
    ...more,
  });
}

async function publish(port: CommentsPort, page: PageIdentity, draft: NewComment): Promise<Comment> {
  const { status, comment } = await port.post!(page, draft, signal());
  assert(
    status === 'published',
    `the outcome is "${status}": a \`freshPage\` publishes at once, one where comments wait is a \`moderatedPage\``,
  );
  checkComment(comment);
  return comment;
}

/** All comments of a page, through every cursor. */
async function everything(port: CommentsPort, page: PageIdentity): Promise<Comment[]> {
  const comments: Comment[] = [];
  const take = (answer: CommentPage) => {
    checkPage(answer);
    comments.push(...answer.comments);
    return answer.moreReplies ?? [];
  };
  let cursor: string | undefined;
  const more = [];
  for (let pages = 0; pages === 0 || cursor; pages++) {
    assert(pages < 1000, 'the list never ends');
    const answer = await port.list(page, { sort: port.sorts[0]!, cursor }, signal());
    more.push(...take(answer));
    cursor = answer.cursor;
  }
  for (let asked = 0; more.length; asked++) {
    assert(asked < 1000, 'the replies never end');
    assert(port.replies, 'replies are left out, and nothing brings them');
    more.push(...take(await port.replies(page, more.shift()!, signal())));
  }
  return comments;
}

function checkPage(page: CommentPage): void {
  assert(Array.isArray(page.comments), '`comments` is no list');
  page.comments.forEach(checkComment);
  assert(page.cursor === undefined || (typeof page.cursor === 'string' && page.cursor !== ''), 'the cursor is no string');
}

function checkComment(comment: Comment): void {
  const { id, parentId, author, createdAt, editedAt, status, score, replyCount, content } = comment;
  assert(typeof id === 'string' && id !== '', `the id is ${String(id)}`);
  assert(
    parentId === undefined || (typeof parentId === 'string' && parentId !== ''),
    `${id}: the parent is ${String(parentId)}`,
  );
  assert(typeof author.name === 'string', `${id}: the name is ${typeof author.name}`);
  for (const url of [author.url, author.avatar, comment.url]) {
    assert(url === undefined || /^https?:\/\//.test(url), `${id}: ${url} is no web address`);
  }
  assert(['published', 'pending', 'deleted'].includes(status), `${id}: "${status}" is no status`);
  for (const number of [createdAt, editedAt, score, replyCount]) {
    assert(number === undefined || Number.isFinite(number), `${id}: ${String(number)} is no number`);
  }
  checkRichText(content);
}

function checkRichText(content: readonly Block[]): void {
  const open: (Block | Inline)[] = [...content];
  for (let part = open.pop(); part; part = open.pop()) {
    if (part.type === 'link') assert(/^(https?|mailto):/.test(part.url), `"${part.url}" is no address to link to`);
    if (part.type === 'list') open.push(...part.items.flat());
    else if ('children' in part) open.push(...part.children);
  }
}

function plain(content: readonly Block[]): string {
  const text = (part: Block | Inline): string => {
    if (part.type === 'break') return '\n';
    if (part.type === 'list') return part.items.map((item) => plain(item)).join('\n');
    return 'text' in part ? part.text : part.children.map(text).join('');
  };
  return content.map(text).join('\n\n');
}
