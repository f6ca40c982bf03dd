import { webUrl } from '../../../src/content/urls.js';
import { pageKey } from '../../../src/content/page-key.js';
import { sha256 } from '../access.js';
import { clean, cleanLine, NAME_LIMIT, nameSchema, pageSchema, TEXT_LIMIT, textSchema } from '../input.js';
import type { Source, SourceComment, SourceThread, Tally } from './source.js';

const DAY = 24 * 60 * 60_000;
const LONGEST_URL = 2000;

export interface ArrangeOptions {
  /** The site whose pages show the comments: what relative addresses belong to. */
  site: URL | undefined;
  /** Other origins the same pages had. */
  formerly: readonly URL[];
  /** What somebody without a name is called. */
  anonymous: string;
  now: number;
}

export interface PlannedComment {
  id: string;
  /** In this thread, or maybe in the database. */
  parentId: string | undefined;
  name: string;
  url: string | undefined;
  badge: 'author' | 'staff' | undefined;
  text: string | undefined;
  editedText: string | undefined;
  createdAt: Date;
  editedAt: Date | undefined;
  status: 'published' | 'pending' | 'deleted';
  score: number;
  pinned: boolean;
}

export interface PlannedThread {
  key: string;
  url: string;
  title: string | undefined;
  closed: boolean;
  moderated: boolean | null;
  createdAt: Date;
  /** A parent comes before its replies. */
  comments: PlannedComment[];
}

export interface Plan {
  threads: PlannedThread[];
  /** Comments that stay behind, by reason. */
  leftOut: Tally;
  /** What is not as it was in the file. */
  changed: Tally;
  /** Addresses of other sites, whose pages will not show these comments, with how many there are. */
  elsewhere: Map<string, number>;
}

/** A comment on its way into the plan. */
interface Node {
  source: SourceComment;
  id: string;
  thread: PlannedThread;
  parent: Node | undefined;
  /** The parent's id where the file does not hold it, but an earlier one may have. */
  earlierParentId: string | undefined;
  children: Node[];
  /** Itself or a reply to it says something. */
  isKept: boolean;
}

/** What of a file is to be in the database, as it will be there. Consumes the source. */
export function arrange(source: Source, options: ArrangeOptions): Plan {
  const plan: Plan = { threads: [], leftOut: source.leftOut, changed: source.changed, elsewhere: new Map() };
  const isOurs = source.scope === undefined;
  const nodes = placed(source, plan, options);
  source.comments = [];
  breakCycles(nodes, plan);
  for (const node of nodes) node.parent?.children.push(node);
  const ordered = parentsFirst(nodes);
  for (let index = ordered.length - 1; index >= 0; index--) {
    const node = ordered[index]!;
    node.isKept = isAlive(node) || node.children.some((reply) => reply.isKept);
  }
  for (const node of ordered) {
    if (node.isKept) node.thread.comments.push(toPlanned(node, plan, options, isOurs));
    else plan.leftOut.add(node.source.status);
  }
  plan.threads = plan.threads.filter((thread) => thread.comments.length || isOurs);
  for (const { url, comments } of plan.threads) {
    if (options.site && !isOurs && new URL(url).host !== options.site.host) plan.elsewhere.set(url, comments.length);
  }
  return plan;
}

/** Every comment in its thread and under its parent, as far as the file says. */
function placed(source: Source, plan: Plan, options: ArrangeOptions): Node[] {
  const byKey = new Map<string, PlannedThread>();
  const threads = new Map<string, PlannedThread>();
  for (const [id, thread] of source.threads) {
    const planned = toThread(thread, options);
    if (!planned) continue;
    const known = byKey.get(planned.key);
    if (!known) {
      byKey.set(planned.key, planned);
      plan.threads.push(planned);
    } else {
      known.title ??= planned.title;
      known.closed &&= planned.closed;
    }
    threads.set(id, known ?? planned);
  }
  const toId = (id: string) => (source.scope === undefined ? id : idOf(`${source.scope} ${id}`));
  const nodes = new Map<string, Node>();
  let last = new Date(options.now);
  for (const comment of source.comments) {
    const thread = threads.get(comment.thread);
    if (!comment.id) plan.leftOut.add('not to be read');
    else if (!thread) plan.leftOut.add('in threads without an address');
    else if (nodes.has(comment.id)) plan.leftOut.add('in the file twice');
    else {
      judge(comment, plan, last, options.now);
      last = comment.createdAt!;
      nodes.set(comment.id, {
        source: comment,
        id: toId(comment.id),
        thread,
        parent: undefined,
        earlierParentId: undefined,
        children: [],
        isKept: false,
      });
    }
  }
  for (const node of nodes.values()) {
    const { parentId } = node.source;
    if (!parentId) continue;
    const parent = nodes.get(parentId);
    if (parent?.thread === node.thread) node.parent = parent;
    else node.earlierParentId = toId(parentId);
  }
  return [...nodes.values()];
}

function toThread(thread: SourceThread, { site, formerly }: ArrangeOptions): PlannedThread | undefined {
  const given = thread.url?.trim() ?? '';
  const url = given && URL.canParse(given, site?.href) ? new URL(given, site?.href) : undefined;
  // A thread that a moderator closed before anybody came has a key only.
  if (!url && thread.key === undefined) return undefined;
  if (url) url.username = url.password = '';
  let key = thread.key ?? pageKey({ url: url!.href });
  if (url && site && formerly.some(({ host }) => host === url.host)) {
    const isAddress = key === pageKey({ url: url.href });
    url.protocol = site.protocol;
    url.host = site.host;
    url.port = site.port;
    if (isAddress) key = pageKey({ url: url.href });
  }
  // As long addresses as readers may send; beyond that, the page without its parameters.
  const address = [thread.key === undefined || formerly.length ? url?.href : given, url?.href.split(/[?#]/)[0]].find(
    (candidate) => candidate !== undefined && pageSchema.safeParse(candidate).success,
  );
  if (address === undefined && thread.key === undefined) return undefined;
  return {
    key,
    url: address ?? '',
    title: thread.title === undefined ? undefined : clean(thread.title).slice(0, 500) || undefined,
    closed: thread.closed ?? false,
    moderated: thread.moderated ?? null,
    createdAt: thread.createdAt ?? new Date(8.64e15),
    comments: [],
  };
}

/** What readers of the site could not have sent is made such, or nothing. */
function judge(comment: SourceComment, plan: Plan, last: Date, now: number): void {
  if (!comment.createdAt || comment.createdAt.getTime() > now + DAY) {
    plan.changed.add('without a date that can be, now of the one before');
    comment.createdAt = last;
  }
  if (comment.editedAt && comment.editedAt.getTime() > now + DAY) comment.editedAt = undefined;
  if (comment.status !== 'published' && comment.status !== 'pending') {
    comment.text = '';
    return;
  }
  comment.text = readable(comment.text, plan);
  if (!comment.text) comment.status = 'without text';
  else if (comment.editedText !== undefined) comment.editedText = readable(comment.editedText, plan) || undefined;
}

function readable(given: string, plan: Plan): string {
  let text = clean(given);
  const characters = text.length > TEXT_LIMIT ? [...text] : [];
  if (characters.length > TEXT_LIMIT) {
    plan.changed.add(`longer than ${TEXT_LIMIT.toLocaleString('en')} characters, now ending there with …`);
    text = `${characters
      .slice(0, TEXT_LIMIT - 1)
      .join('')
      .trimEnd()}…`;
  }
  return textSchema.safeParse(text).data ?? '';
}

function isAlive({ source }: Node): boolean {
  return source.status === 'published' || source.status === 'pending';
}

/** Nobody can answer an answer to himself: one link of each circle is left. */
function breakCycles(nodes: readonly Node[], plan: Plan): void {
  /** By whose walk up the parents it was met first. */
  const metBy = new Map<Node, Node>();
  for (const start of nodes) {
    for (let node: Node | undefined = start; node && !metBy.has(node); node = node.parent) {
      metBy.set(node, start);
      if (!node.parent || metBy.get(node.parent) !== start) continue;
      node.parent = undefined;
      plan.changed.add('replies in a circle, one of which is now without a parent');
    }
  }
}

function parentsFirst(nodes: readonly Node[]): Node[] {
  const ordered = nodes.filter((node) => !node.parent);
  for (let index = 0; index < ordered.length; index++) for (const reply of ordered[index]!.children) ordered.push(reply);
  return ordered;
}

function toPlanned(node: Node, plan: Plan, options: ArrangeOptions, isOurs: boolean): PlannedComment {
  const { source } = node;
  if (!isOurs && node.thread.createdAt > source.createdAt!) node.thread.createdAt = source.createdAt!;
  // A reply to what only moderators see would hang in the air.
  let top = node;
  while (top.parent?.source.status === 'pending') top = top.parent;
  const parentId = top.parent?.id ?? top.earlierParentId;
  if (top !== node) plan.changed.add('replies to comments that wait, now one level up');
  const common = { id: node.id, parentId, createdAt: source.createdAt! };
  if (!isAlive(node)) {
    if (!isOurs) plan.changed.add('deleted ones that are kept without their words, for their replies');
    return {
      ...common,
      name: '',
      url: undefined,
      badge: undefined,
      text: undefined,
      editedText: undefined,
      editedAt: undefined,
      status: 'deleted',
      score: whole(source.score),
      pinned: false,
    };
  }
  const name = nameSchema.safeParse([...cleanLine(source.name ?? '')].slice(0, NAME_LIMIT).join('')).data;
  if (name === undefined) plan.changed.add(`without a name, now by “${options.anonymous}”`);
  const url = source.url !== undefined && source.url.length <= LONGEST_URL ? webUrl(source.url) : undefined;
  return {
    ...common,
    name: name ?? options.anonymous,
    url: isOurs && url ? source.url : url,
    badge: source.badge,
    text: source.text,
    editedText: source.editedText,
    editedAt: source.editedAt,
    status: source.status as 'published' | 'pending',
    score: whole(source.score),
    pinned: source.pinned === true && (isOurs || parentId === undefined),
  };
}

/** As large as the database's column. */
function whole(score = 0): number {
  return Math.max(-1_000_000_000, Math.min(1_000_000_000, Math.trunc(score)));
}

/** The same UUID for the same comment of the same system every time (RFC 9562 version 8: custom). */
function idOf(name: string): string {
  const hex = Buffer.from(sha256(`afterword import ${name}`), 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
