import type { PageIdentity } from './page.js';

export interface Topic {
  /** What is sent to the backend. */
  id: string;
  label: string;
}

/** The reader's agreement, as it was shown; a record the publisher may have to prove. */
export interface Consent {
  /** The sentence next to the box. */
  text: string;
  given: boolean;
}

export interface SubscribeRequest {
  email: string;
  name?: string | undefined;
  /** Ids of the chosen topics. */
  topics?: readonly string[] | undefined;
  consent?: Consent | undefined;
  /** Every other field of the publisher's own form, in order: hidden inputs, tags, source. */
  fields?: readonly (readonly [name: string, value: string])[] | undefined;
  page: PageIdentity;
}

/**
 * What the backend confirmed. `unknown` is honest: the request left and no answer can be read (a native form post in a
 * new tab, an opaque response).
 */
export interface SubscribeOutcome {
  status: 'subscribed' | 'confirm-by-mail' | 'already-subscribed' | 'unknown';
}

/** What a newsletter backend must do. Every method rejects with an `AfterwordError` and honours its signal. */
export interface NewsletterPort {
  /** Names the backend and its list; part of the key under which the reader's state is remembered. */
  readonly key: string;
  subscribe(request: SubscribeRequest, signal: AbortSignal): Promise<SubscribeOutcome>;
  /** The topics a reader may choose from. */
  topics?(signal: AbortSignal): Promise<readonly Topic[]>;
}
