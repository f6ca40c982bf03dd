/** A fact or a tip of a pool. */
export interface Fact {
  /** Plain text. */
  text: string;
  /** Who says so. */
  source?: string | undefined;
  /** Where it can be read: absolute, `http:` or `https:`. */
  url?: string | undefined;
  kind?: 'fact' | 'tip' | undefined;
}
