import { DraftStore } from '../../content/drafts.js';
import { PendingStore } from '../../content/pending.js';
import { safeLocalStorage, tabId } from '../../controllers/storage.js';

let drafts: DraftStore | undefined;
let pending: PendingStore | undefined;

/** What this device keeps of the reader's words; one store per page, so that every form and list sees the same. */
export function draftStore(): DraftStore {
  return (drafts ??= new DraftStore(safeLocalStorage(), Date.now, tabId()));
}

/** Own comments that wait for a moderator. */
export function pendingStore(): PendingStore {
  return (pending ??= new PendingStore(safeLocalStorage()));
}
