import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { safeLocalStorage } from '../../controllers/storage.js';

/** What this browser remembers of a reader and a list. No address is kept. */
export type ListState = 'subscribed' | 'pending' | 'dismissed';

const KEY = 'afterword.lists';
const DAY = 86_400_000;
/** A confirmation mail that did not come within a week will not; a "no" is asked about again after a season. */
const LIFETIME: Readonly<Record<ListState, number>> = { subscribed: 365 * DAY, pending: 7 * DAY, dismissed: 90 * DAY };

type Entry = [list: string, state: ListState, since: number];

const LISTENERS = Symbol.for('afterword.lists');

function listeners(): Set<() => void> {
  return ((globalThis as { [LISTENERS]?: Set<() => void> })[LISTENERS] ??= new Set());
}

export interface ListMemoryOptions {
  /** Key of the list; `undefined` while no backend is known. */
  list: () => string | undefined;
  /** Whether the reader is in the middle of something that must not be taken away. */
  isBusy: () => boolean;
}

/** One memory per list for all widgets of the page, in every copy of the library, and for all tabs. */
export class ListMemoryController implements ReactiveController {
  /** What is remembered of the host's list; `arrived` when the reader followed a link in a newsletter. */
  state: ListState | 'arrived' | undefined;
  readonly #host: ReactiveControllerHost;
  readonly #options: ListMemoryOptions;
  /** The reader asked for the form, whatever link led here. */
  #insists = false;

  constructor(host: ReactiveControllerHost, options: ListMemoryOptions) {
    this.#host = host;
    this.#options = options;
    host.addController(this);
  }

  hostConnected(): void {
    listeners().add(this.recall);
    addEventListener('storage', this.#onStorage);
  }

  hostDisconnected(): void {
    listeners().delete(this.recall);
    removeEventListener('storage', this.#onStorage);
  }

  /** Another widget of the page or another tab may have changed what is remembered. */
  readonly recall = (): void => {
    const list = this.#options.list();
    const stored = read().find(([name]) => name === list)?.[1];
    if (stored && this.#options.isBusy()) return;
    this.state = stored ?? (list !== undefined && !this.#insists && cameByMail(location.href) ? 'arrived' : undefined);
    this.#host.requestUpdate();
  };

  remember(state: ListState): void {
    this.#set(state);
  }

  /** Forgets the list, because the reader wants the form. */
  forget(): void {
    this.#insists = true;
    this.#set(undefined);
  }

  #set(state: ListState | undefined): void {
    const list = this.#options.list();
    if (list === undefined) return;
    const entries = read().filter(([name]) => name !== list);
    if (state) entries.push([list, state, Date.now()]);
    safeLocalStorage().set(KEY, JSON.stringify(entries));
    for (const listener of [...listeners()]) listener();
  }

  readonly #onStorage = (event: StorageEvent): void => {
    // No key: everything was cleared.
    if (event.key === KEY || event.key === null) this.recall();
  };
}

/** Whatever is stored, only entries of ours that still hold. */
function read(): Entry[] {
  let stored: unknown;
  try {
    stored = JSON.parse(safeLocalStorage().get(KEY) ?? '[]');
  } catch {
    return [];
  }
  return Array.isArray(stored) ? stored.filter(isCurrent) : [];
}

function isCurrent(entry: unknown): entry is Entry {
  if (!Array.isArray(entry)) return false;
  const [list, state, since] = entry as unknown[];
  if (typeof list !== 'string' || typeof state !== 'string' || !Object.hasOwn(LIFETIME, state)) return false;
  return typeof since === 'number' && Date.now() - since < LIFETIME[state as ListState];
}

/** Whether the address says that the reader followed a link in a newsletter (the usual campaign parameters). */
function cameByMail(url: string): boolean {
  const query = new URL(url).searchParams;
  return /^(e-?mail|newsletter)$/i.test(query.get('utm_medium') ?? '') || /newsletter/i.test(query.get('utm_source') ?? '');
}
