/**
 * Which page a request is about, as the page itself says it. It travels raw to the adapter, which derives its
 * backend's key exactly as that backend's own client does, so that existing threads are found.
 */
export interface PageIdentity {
  /** The `thread` attribute, when the publisher gave one. */
  id?: string | undefined;
  /** `<link rel="canonical">` of the page, else its location; absolute. */
  url: string;
  /** The page's title, for backends that keep one. */
  title?: string | undefined;
}
