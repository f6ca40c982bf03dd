import type { Finding, Reading } from './finding.js';

/** Why a finding was not applied. */
export type SkipReason =
  /** Nothing was configured that could fill it. */
  | 'no-source'
  /** The article has such an element already. */
  | 'already-there'
  /** The reader would see it move; it is tried again once its place is below the screen. */
  | 'on-screen'
  /** The page changed it between reading and applying. */
  | 'changed'
  /** It holds what cannot be moved without a loss in this browser. */
  | 'holds-embed'
  /** A script or a framework of the page looks after these nodes. */
  | 'driven-by-page'
  /** A framework rendered it on the server and has not taken it over yet; it is tried again then. */
  | 'not-hydrated'
  /** Its parts are so mixed with other content that nothing can be put around them. */
  | 'entangled'
  /** Its tier was not asked for; guesses never are. */
  | 'tier'
  /** The page has put it back again and again. */
  | 'put-back';

/** What was found and not done. */
export interface Skipped {
  finding: Finding;
  reason: SkipReason;
}

/** What enhancing did to a page, and the way back. */
export interface Enhancement {
  /** What was read last. */
  readonly reading: Reading;
  /** What became an element, in the order of its becoming. */
  readonly applied: readonly Finding[];
  /** What did not, and why; `on-screen` may become an element later. */
  readonly skipped: readonly Skipped[];
  /** Stops, and gives the page back as it was: the same nodes, the same bytes. */
  undo(): void;
  /** Stops looking for content that comes later; what was done stays. */
  stop(): void;
}
