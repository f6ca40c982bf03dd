import { resilientStore, type KeyValueStore } from './key-value-store.js';
import { uuid } from './uuid.js';

/** What a draft is for; drafts of different keys never meet. */
export interface DraftKey {
  /** The port's `key`. */
  backend: string;
  thread: string;
  /** The comment replied to. */
  parentId?: string | undefined;
  /** The comment being edited. */
  editId?: string | undefined;
}

export interface Draft {
  text: string;
  /** UUID of the comment being composed and the idempotency key of every try, also of one after a reload. */
  commentId: string;
  /** Milliseconds since the epoch. */
  savedAt: number;
  /** A try was made whose outcome is not known. */
  sent?: boolean | undefined;
}

const NAMESPACE = 'afterword.draft.1 ';
const LIFETIME = 7 * 24 * 60 * 60 * 1000;
/** UTF-16 units; what is longer was not typed here, and parsing it would stall the page. */
const MAX_STORED = 2_500_000;
/** One page is one tab, unless a caller knows better. */
const THIS_PAGE = uuid();

/** A draft of another tab, or of this one before it crashed, that is being continued here. */
interface Adopted {
  slot: string;
  savedAt: number;
  text: string;
  commentId: string;
}

/**
 * Keeps what readers write until it is posted. Every tab writes a slot of its own under each key, so that two tabs with
 * the same article never overwrite each other; what a tab finds without a slot of its own (after a crash, or in a new
 * tab) is the newest draft of the others, which stays where it is until it was posted or discarded.
 */
export class DraftStore {
  readonly #storage: KeyValueStore;
  readonly #now: () => number;
  readonly #tab: string;
  readonly #adopted = new Map<string, Adopted>();
  #pruned = false;

  /** @param tab names this tab, without spaces; when it survives a reload, so does the tab's own draft among several */
  constructor(storage: KeyValueStore, now: () => number = Date.now, tab: string = THIS_PAGE) {
    this.#storage = resilientStore(storage);
    this.#now = now;
    this.#tab = tab;
  }

  /** False when the draft is kept in memory only, so that the reader can be told. */
  save(key: DraftKey, draft: Draft): boolean {
    this.#prune();
    const { text, commentId, savedAt } = draft;
    return this.#storage.set(
      slotsOf(key) + this.#tab,
      JSON.stringify({ text, commentId, savedAt, ...(draft.sent && { sent: true }) }),
    );
  }

  /**
   * This tab's own draft, else the newest of the others, one whose fate is open last. Continuing another tab's draft
   * makes another comment: it gets an id of its own, lest a post from each tab count as the same one twice.
   */
  load(key: DraftKey): Draft | undefined {
    this.#prune();
    const slots = slotsOf(key);
    const own = this.#read(slots + this.#tab);
    if (own) return own;
    let found: { slot: string; draft: Draft } | undefined;
    for (const slot of this.#storage.keys()) {
      if (!slot.startsWith(slots)) continue;
      const draft = this.#read(slot);
      if (draft && (!found || isPreferred(draft, found.draft))) found = { slot, draft };
    }
    if (!found) {
      this.#adopted.delete(slots);
      return undefined;
    }
    const { slot, draft } = found;
    const known = this.#adopted.get(slots);
    if (known?.slot === slot && known.savedAt === draft.savedAt) return { ...draft, commentId: known.commentId };
    const commentId = draft.sent ? draft.commentId : uuid();
    this.#adopted.set(slots, { slot, savedAt: draft.savedAt, text: draft.text, commentId });
    return { ...draft, commentId };
  }

  /**
   * Forgets the draft, after it was posted or discarded, and the one it continued. Another tab's draft stays when its
   * reader went on writing there, or when its words are not among those that are dealt with.
   */
  clear(key: DraftKey): void {
    const slots = slotsOf(key);
    const own = this.#read(slots + this.#tab);
    this.#storage.remove(slots + this.#tab);
    const adopted = this.#adopted.get(slots);
    this.#adopted.delete(slots);
    for (const slot of this.#storage.keys()) {
      if (!slot.startsWith(slots)) continue;
      const draft = this.#read(slot);
      if (!draft) continue;
      const isAdopted = adopted?.slot === slot && adopted.savedAt === draft.savedAt;
      const isDealtWith = own
        ? draft.commentId === own.commentId || (isAdopted && own.text.includes(draft.text.trim()))
        : isAdopted;
      if (isDealtWith) this.#storage.remove(slot);
    }
  }

  /** Which drafts there are in one conversation, of this tab or another. */
  begun(backend: string, thread: string): readonly DraftKey[] {
    const start = `${NAMESPACE}${JSON.stringify([backend, thread]).slice(0, -1)},`;
    const found = new Map<string, DraftKey>();
    for (const slot of this.#storage.keys()) {
      if (!slot.startsWith(start)) continue;
      try {
        const name = slot.slice(NAMESPACE.length, slot.lastIndexOf(' '));
        const [, , parentId, editId] = JSON.parse(name) as (string | null)[];
        found.set(name, { backend, thread, parentId: parentId ?? undefined, editId: editId ?? undefined });
      } catch {
        // Not one of ours.
      }
    }
    return [...found.values()].filter((key) => this.load(key));
  }

  /** Once per store: drafts nobody came back for, and entries nobody can read. */
  #prune(): void {
    if (this.#pruned) return;
    this.#pruned = true;
    for (const slot of this.#storage.keys()) if (slot.startsWith(NAMESPACE) && !this.#read(slot)) this.#storage.remove(slot);
  }

  #read(slot: string): Draft | undefined {
    const stored = this.#storage.get(slot);
    const draft = stored === null ? undefined : readDraft(stored);
    return draft && Math.abs(this.#now() - draft.savedAt) < LIFETIME ? draft : undefined;
  }
}

/** JSON delimits itself, so that no key is the beginning of another, whatever the ids hold. */
function slotsOf({ backend, thread, parentId, editId }: DraftKey): string {
  return `${NAMESPACE}${JSON.stringify([backend, thread, parentId ?? null, editId ?? null])} `;
}

function isPreferred(draft: Draft, other: Draft): boolean {
  if (Boolean(draft.sent) !== Boolean(other.sent)) return !draft.sent;
  return draft.savedAt > other.savedAt;
}

function readDraft(stored: string): Draft | undefined {
  if (stored.length > MAX_STORED) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, commentId, savedAt, sent } = value as Partial<Record<keyof Draft, unknown>>;
  if (typeof text !== 'string' || !text || typeof savedAt !== 'number') return undefined;
  if (typeof commentId !== 'string' || !/^[\w-]{8,64}$/.test(commentId)) return undefined;
  return { text, commentId, savedAt, ...(sent === true && { sent }) };
}
