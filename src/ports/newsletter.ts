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
  /** The publisher's own name for this wording. */
  version?: string | undefined;
  /** When it was sent, in milliseconds since the epoch. Where it was shown is the request's `page`. */
  time?: number | undefined;
}

/** Where a sign-up comes from, for the publisher's own counting; nothing in it says who the reader is. */
export interface Attribution {
  /** Names the widget on the page, as its events do. */
  widget: string;
  placement: 'inline' | 'auto';
  /** The `utm_*` parameters of the page's address. */
  campaign: Readonly<Record<string, string>>;
}

export interface SubscribeRequest {
  email: string;
  name?: string | undefined;
  /** Ids of the chosen topics. */
  topics?: readonly string[] | undefined;
  consent?: Consent | undefined;
  /**
   * Every field of the publisher's own form under its own name, in order, as the browser would post it: the address, hidden
   * inputs, tags. Absent when the element drew the form.
   */
  fields?: readonly (readonly [name: string, value: string])[] | undefined;
  /** What was typed into a field that people do not see. The backend judges; the element only passes it on. */
  honeypot?: string | undefined;
  /** Milliseconds from the reader's first touch of the form (or its first sight of it) to sending. The backend judges. */
  elapsed?: number | undefined;
  attribution?: Attribution | undefined;
  page: PageIdentity;
}

/** What became of a sign-up. */
export interface SubscribeOutcome {
  /**
   * What the backend confirmed: the address is on the list, a mail asks the reader to confirm it, or it was on the list before. `unknown`
   * confirms nothing: the request left and its answer cannot be read or says none of these. With `native`, nothing left at all.
   */
  status: 'subscribed' | 'confirm-by-mail' | 'already-subscribed' | 'unknown';
  /**
   * Only with `unknown`, and then nothing was sent, because the service lets no script of this page talk to it. The browser has to post
   * the publisher's form; where there is none with an `action`, the sign-up failed as `misconfigured`.
   */
  native?: boolean | undefined;
}

/** What a newsletter backend must do. Every method rejects with an `AfterwordError` and honours its signal. */
export interface NewsletterPort {
  /**
   * Names the backend and its list; part of the key under which the reader's state is remembered. An element that is given another port
   * of the same key keeps what it shows.
   */
  readonly key: string;
  /**
   * Signs an address up. The same address again is no failure: it is how the mail that asks for confirmation is sent once more. Rejects
   * with `invalid` (its `field` is `email`, `topics` or another of the form), `filtered` for what looks like a robot, `closed`,
   * `rate-limited`, or `captcha-needed`: then the browser posts the publisher's form, where there is one. After `offline`, `timeout` and
   * `unreadable` the address may have arrived all the same.
   */
  subscribe(request: SubscribeRequest, signal: AbortSignal): Promise<SubscribeOutcome>;
  /** The topics a reader may choose from, each id once; an empty list where the backend has none. */
  topics?(signal: AbortSignal): Promise<readonly Topic[]>;
}
