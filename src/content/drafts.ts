import { resilientStore, type KeyValueStore } from './key-value-store.js';
import { toJson } from './to-json.js';
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
  /** Texts of tries whose outcome is not known. */
  sent?: readonly string[] | undefined;
}

interface StoredDraft extends Draft {
  /** Taken over by another tab and given up there: offered to nobody but its own tab. */
  isGivenUp?: boolean;
  /** Since when visits find it out of its time, in milliseconds since the epoch. */
  oddSince?: number | undefined;
  /** What it continues. */
  from?: Adopted | undefined;
}

const NAMESPACE = 'afterword.draft.1 ';
/** For so long a draft is offered; one that is too old, or of the future, is deleted when it was found so for as long again. */
const LIFETIME = 7 * 24 * 60 * 60 * 1000;
/** UTF-16 units; what is longer was not typed, and to have it back in a field would stall the page for a minute. */
const MAX_STORED = 2_500_000;
/** One page is one tab, unless a caller knows better. */
const THIS_PAGE = uuid();

/** What a draft is written in; while it is part of the page, its draft is offered to no other. */
interface Form {
  readonly isConnected: boolean;
}

/** A draft of another tab, or of this one before it crashed, that is being continued here, and when it was saved there. */
type Adopted = readonly [slot: string, savedAt: number];

/**
 * Keeps what readers write until it is posted. Every tab writes a slot of its own for each comment, so that neither two tabs
 * nor two forms of one page ever overwrite each other; what a tab finds without a slot of its own (after a crash, or in a new
 * tab) is the newest draft of the others, which stays where it is until it was posted.
 */
export class DraftStore {
  readonly #storage: KeyValueStore;
  readonly #now: () => number;
  readonly #tab: string;
  /** By the id of the comment that is made of it here. */
  readonly #adopted = new Map<string, Adopted>();
  /** What is kept of a comment's words, by its id. */
  readonly #kept = new Map<string, string>();
  /** The forms that have a draft open, by the id of its comment. */
  readonly #forms = new Map<string, Form>();
  #pruned = false;

  /** @param tab names this tab, without spaces; when it survives a reload, so does the tab's own draft among several */
  constructor(storage: KeyValueStore, now: () => number = Date.now, tab: string = THIS_PAGE) {
    this.#storage = resilientStore(bounded(storage));
    this.#now = now;
    this.#tab = tab;
  }

  /** False when the draft is kept in memory only, so that the reader can be told. */
  save(key: DraftKey, draft: Draft, form?: Form): boolean {
    this.#prune();
    const { text, commentId, savedAt, sent } = draft;
    if (form) this.#forms.set(commentId, form);
    const from = this.#adopted.get(commentId);
    this.#kept.set(commentId, text);
    return this.#storage.set(this.#slotOf(key, commentId), toJson({ text, commentId, savedAt, sent, from }));
  }

  /** Whether another tab has posted these words of a comment: what was kept of them is gone. */
  isPosted(key: DraftKey, commentId: string, text: string): boolean {
    const own = this.#storage.get(this.#slotOf(key, commentId));
    const other = own ?? this.#storage.get(this.#adopted.get(commentId)?.[0] ?? '');
    return this.#kept.get(commentId) === text && other === null;
  }

  /**
   * This tab's own draft, else the newest of the others, one whose fate is open last. Continuing another tab's draft
   * makes another comment: it gets an id of its own, lest a post from each tab count as the same one twice.
   *
   * @param form what it is opened in, where drafts that other forms of the page have open are not wanted
   */
  load(key: DraftKey, form?: Form): Draft | undefined {
    this.#prune();
    const draft = this.#find(key, form);
    if (draft) this.#kept.set(draft.commentId, draft.text);
    if (draft && form) this.#forms.set(draft.commentId, form);
    return draft;
  }

  /**
   * Forgets the draft of a comment, by default the one that is loaded, after it was posted or discarded. With what was posted goes
   * the draft it continued; what was only discarded here, or corrected, may be open in its own tab, which keeps it. Another tab's
   * draft stays altogether when its reader went on writing there, or when its words are not among those that are dealt with.
   */
  clear(key: DraftKey, commentId = this.load(key)?.commentId): void {
    if (commentId === undefined) return;
    const slots = slotsOf(key);
    const slot = this.#slotOf(key, commentId);
    const own = this.#read(slot);
    this.#storage.remove(slot);
    this.#forms.delete(commentId);
    for (const other of this.#storage.keys()) {
      const draft = other.startsWith(slots) && this.#read(other);
      if (!draft) continue;
      const isAdopted = this.#adoptedId(other, draft) === commentId;
      const isSame = own && draft.commentId === commentId;
      const isWithin = !own || isSame || own.text.includes(draft.text.trim());
      const isDealtWith = isSame || (isAdopted && (isWithin || own.sent));
      // The next comment made of it is another one.
      if (isAdopted) this.#adopted.delete(commentId);
      if (!isDealtWith) continue;
      // What was posted had been kept as sent before.
      if (isWithin && (own ?? draft).sent) this.#storage.remove(other);
      else this.#storage.set(other, toJson({ ...draft, isGivenUp: true }));
    }
  }

  /** Which drafts there are in one conversation, of this tab or another. */
  begun(backend: string, thread: string): readonly DraftKey[] {
    const start = `${NAMESPACE}${toJson([backend, thread]).slice(0, -1)},`;
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

  /** Once per store: drafts nobody came back for, and entries nobody can read. A clock that is wrong for one visit deletes nothing. */
  #prune(): void {
    if (this.#pruned) return;
    this.#pruned = true;
    const now = this.#now();
    for (const slot of this.#storage.keys()) {
      if (!slot.startsWith(NAMESPACE)) continue;
      const draft = this.#parse(slot);
      const age = now - (draft?.savedAt ?? 0);
      const since = age < 0 || age >= LIFETIME ? Math.min(draft?.oddSince ?? now, now) : undefined;
      if (!draft || now - since! >= LIFETIME) this.#storage.remove(slot);
      else if (since !== draft.oddSince) this.#storage.set(slot, toJson({ ...draft, oddSince: since }));
    }
  }

  #find(key: DraftKey, form: Form | undefined): Draft | undefined {
    const isFree = (commentId: string): boolean => {
      const other = this.#forms.get(commentId);
      return !form || other === form || !other?.isConnected;
    };
    const own = this.#newest(key, ({ commentId }, slot) => slot.endsWith(`.${this.#tab}`) && isFree(commentId));
    if (own) {
      const { from, commentId } = own.draft;
      if (from) this.#adopted.set(commentId, from);
      return own.draft;
    }
    const found = this.#newest(
      key,
      (draft, slot) => !draft.isGivenUp && isFree(this.#adoptedId(slot, draft) ?? draft.commentId),
    );
    if (!found) return undefined;
    const { slot, draft } = found;
    const commentId = this.#adoptedId(slot, draft) ?? (draft.sent ? draft.commentId : uuid());
    this.#adopted.set(commentId, [slot, draft.savedAt]);
    return { ...draft, commentId };
  }

  /** The comment that is made of another tab's draft here, unless somebody went on with that. */
  #adoptedId(slot: string, { savedAt }: Draft): string | undefined {
    return [...this.#adopted].find(([, adopted]) => adopted[0] === slot && adopted[1] === savedAt)?.[0];
  }

  /** Of the drafts that are offered the one to go on with. */
  #newest(
    key: DraftKey,
    isOffered: (draft: StoredDraft, slot: string) => boolean,
  ): { slot: string; draft: StoredDraft } | undefined {
    const slots = slotsOf(key);
    let found: { slot: string; draft: StoredDraft } | undefined;
    for (const slot of this.#storage.keys()) {
      const draft = slot.startsWith(slots) && this.#read(slot);
      if (draft && isOffered(draft, slot) && (!found || isPreferred(draft, found.draft))) found = { slot, draft };
    }
    return found;
  }

  #slotOf(key: DraftKey, commentId: string): string {
    return `${slotsOf(key)}${commentId}.${this.#tab}`;
  }

  #read(slot: string): StoredDraft | undefined {
    const draft = this.#parse(slot);
    return draft && this.#now() - draft.savedAt < LIFETIME ? draft : undefined;
  }

  #parse(slot: string): StoredDraft | undefined {
    const stored = this.#storage.get(slot);
    return stored === null ? undefined : readDraft(stored);
  }
}

/** Takes and gives nothing that is longer than a draft can be. */
function bounded(storage: KeyValueStore): KeyValueStore {
  return {
    get: (slot) => {
      const value = storage.get(slot);
      return value === null || value.length > MAX_STORED ? null : value;
    },
    set: (slot, value) => value.length <= MAX_STORED && storage.set(slot, value),
    remove: (slot) => storage.remove(slot),
    keys: () => storage.keys(),
  };
}

/** JSON delimits itself, so that no key is the beginning of another, whatever the ids hold. */
function slotsOf({ backend, thread, parentId, editId }: DraftKey): string {
  return `${NAMESPACE}${toJson([backend, thread, parentId ?? null, editId ?? null])} `;
}

function isPreferred(draft: Draft, other: Draft): boolean {
  if (Boolean(draft.sent) !== Boolean(other.sent)) return !draft.sent;
  return draft.savedAt > other.savedAt;
}

function readDraft(stored: string): StoredDraft | undefined {
  let value: unknown;
  try {
    value = JSON.parse(stored);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const { text, commentId, savedAt, sent, isGivenUp, oddSince, from } = value as Partial<Record<keyof StoredDraft, unknown>>;
  if (typeof text !== 'string' || !text || typeof savedAt !== 'number') return undefined;
  if (typeof commentId !== 'string' || !/^[\w-]{8,64}$/.test(commentId)) return undefined;
  // Earlier versions kept only that there was a try.
  const tries: unknown[] = sent === true ? [text] : Array.isArray(sent) ? sent : [];
  const tried = tries.filter((one) => typeof one === 'string');
  return {
    text,
    commentId,
    savedAt,
    ...(tried.length && { sent: tried }),
    ...(isGivenUp === true && { isGivenUp }),
    ...(typeof oddSince === 'number' && { oddSince }),
    ...((from as Adopted | undefined) && { from: from as Adopted }),
  };
}
